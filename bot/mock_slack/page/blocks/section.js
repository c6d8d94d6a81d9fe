// Text, perhaps with columns of fields and one element beside it.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { textObject } from "../mrkdwn.js";

const CLAMP = 700; // characters, or lines, from which a long text is folded as Slack does it
const CLAMP_LINES = 12;

export function section(block, surface) {
  const text = block.text && el("div.text", {}, textObject(block.text));
  const fields = Array.isArray(block.fields) && el("div.fields", {}, block.fields.map((field) => el("div.text", {}, textObject(field))));
  const accessory = block.accessory && el(`div.accessory.accessory-${block.accessory.type === "image" ? "image" : "element"}`, {}, element(block.accessory, surface));
  return [el("div.section-words", {}, text && (block.expand ? text : folded(text, block.text)), fields), accessory];
}

function folded(node, object) {
  const length = String(object.text ?? "").length;
  if (length < CLAMP && String(object.text).split("\n").length <= CLAMP_LINES) return node;
  const open = () => {
    const folded = node.classList.toggle("clamped");
    button.textContent = folded ? "See more" : "See less";
    button.setAttribute("aria-expanded", String(!folded));
  };
  node.classList.add("clamped");
  const button = el("button.text-button", { type: "button", "aria-expanded": "false", onclick: open }, "See more");
  return [node, button];
}
