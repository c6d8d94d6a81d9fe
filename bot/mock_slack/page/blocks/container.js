// Blocks grouped under a title, which may fold.

import { el, oneOf } from "../dom.js";
import { picture } from "../elements/picture.js";
import { icon } from "../icons.js";
import { textObject } from "../mrkdwn.js";
import { richText } from "../rich_text.js";

export function container(block, surface, drawBlock) {
  const width = oneOf(["standard", "narrow", "wide", "full"], block.width);
  const title = block.rich_text_title ? richText(block.rich_text_title) : textObject(block.title);
  const words = el("div.container-words", {}, el("div.container-title", {}, title), block.subtitle && el("div.small-print", {}, textObject(block.subtitle)));
  const head = [block.icon && picture(block.icon, surface), words];
  const children = el("div.container-children", {}, (block.child_blocks ?? []).map((one) => drawBlock(one, surface)));
  const kind = `container.width-${width}${block.has_header_divider ? ".ruled" : ""}`;
  if (!block.is_collapsible) return el(`div.${kind}`, {}, el("div.container-head", {}, head), children);
  return el(`details.${kind}`, { open: !block.default_collapsed }, el("summary.container-head", {}, head, icon("right", 16)), children);
}
