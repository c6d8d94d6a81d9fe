// A labelled field of a form, with its hint and what is wrong with it.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { icon } from "../icons.js";
import { textObject, textOf } from "../mrkdwn.js";

export function input(block, surface) {
  const label = textOf(block.label);
  const wrong = surface.errors[block.block_id];
  const field = element(block.element, surface, { dispatch: Boolean(block.dispatch_action), label });
  if (wrong) field.setAttribute("aria-invalid", "true");
  const optional = block.optional && el("span.optional", {}, " (optional)");
  return [
    el("div.input-label", {}, textObject(block.label), optional),
    field,
    wrong && el("p.input-error", { role: "alert" }, icon("warn", 16), el("span", {}, wrong)),
    block.hint && el("p.input-hint", {}, textObject(block.hint)),
  ];
}
