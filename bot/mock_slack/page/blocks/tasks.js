// What an agent does, step by step: a task with its state, what came of it and its sources; a plan of several.

import { el, oneOf } from "../dom.js";
import { element } from "../elements/index.js";
import { icon } from "../icons.js";
import { plain } from "../mrkdwn.js";
import { richText } from "../rich_text.js";

const SIGNS = { pending: ["circle", "To do"], in_progress: ["spinner", "In progress"], complete: ["check", "Done"], error: ["warn", "Failed"] };

export function taskCard(block, surface) {
  const status = oneOf(Object.keys(SIGNS), block.status);
  const [drawing, words] = SIGNS[status];
  const more = [
    block.details && el("div.task-details", {}, richText(block.details)),
    block.output && el("div.task-output", {}, richText(block.output)),
    block.sources?.length > 0 && el("div.task-sources", {}, block.sources.map((source) => element(source, surface))),
  ].filter(Boolean);
  const head = [el(`span.task-sign.${status.replace("_", "-")}`, { title: words, role: "img", "aria-label": words }, icon(drawing, 16)), el("span.task-title", {}, plain(block.title))];
  if (!more.length) return el("div.task", {}, el("div.task-head", {}, head));
  return el("details.task", { open: status === "in_progress" || status === "error" }, el("summary.task-head", {}, head, icon("right", 14)), more);
}

export function plan(block, surface) {
  const tasks = block.tasks ?? [];
  const done = tasks.filter((one) => one.status === "complete").length;
  const head = el("summary.plan-head", {}, el("strong", {}, plain(block.title)), el("span.small-print", {}, `${done} of ${tasks.length}`), icon("right", 14));
  return el("details.plan", { open: true }, head, el("div.plan-tasks", {}, tasks.map((one) => taskCard(one, surface))));
}
