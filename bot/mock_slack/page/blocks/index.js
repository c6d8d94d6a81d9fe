// Blocks by their type. One that is unknown, or broken, is shown as its JSON.

import { el } from "../dom.js";
import { markdown } from "../markdown.js";
import { richText } from "../rich_text.js";
import { unknown } from "../unknown.js";
import { actions, contextActions } from "./actions.js";
import { alert } from "./alert.js";
import { authProvider } from "./auth_provider.js";
import { call } from "./call.js";
import { card, carousel } from "./card.js";
import { chart } from "./chart.js";
import { container } from "./container.js";
import { context } from "./context.js";
import { dataTable } from "./data_table.js";
import { fileBlock } from "./file.js";
import { header } from "./header.js";
import { image } from "./image.js";
import { input } from "./input.js";
import { section } from "./section.js";
import { table } from "./table.js";
import { plan, taskCard } from "./tasks.js";
import { video } from "./video.js";

const BLOCKS = {
  section,
  header,
  divider: () => el("hr.divider"),
  image,
  actions,
  context,
  context_actions: contextActions,
  input,
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  table,
  data_table: dataTable,
  data_visualization: chart,
  video,
  file: fileBlock,
  call,
  task_card: taskCard,
  plan,
  alert,
  card,
  carousel,
  container,
  auth_provider: authProvider,
};

/** All blocks of a message or a view; `surface` is where they stand. */
export function drawBlocks(given, surface) {
  return (Array.isArray(given) ? given : []).map((block) => drawBlock(block, surface.within(block)));
}

/** One block. Blocks within others are drawn with the surface of the block they are in. */
export function drawBlock(block, surface) {
  const draw = Object.hasOwn(BLOCKS, block?.type) ? BLOCKS[block.type] : null;
  let content;
  try {
    content = draw ? draw(block, surface, drawBlock) : unknown(block);
  } catch (error) {
    console.warn("a block could not be drawn", error);
    content = unknown(block);
  }
  const kind = draw ? block.type.replaceAll("_", "-") : "unknown";
  return el(`div.block.block-${kind}`, { data: { block: String(block?.block_id ?? "") } }, content);
}
