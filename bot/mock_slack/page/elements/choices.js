// Checkboxes and radio buttons.

import { el } from "../dom.js";
import { textObject } from "../mrkdwn.js";

let groups = 0;

export function choices(element, surface, { dispatch = true, label } = {}) {
  const many = element.type === "checkboxes";
  const name = `choices-${(groups += 1)}`;
  const chosen = () => [surface.value(element) ?? []].flat().map((option) => option.value);
  const rows = (element.options ?? []).map((option) => {
    const change = (event) => {
      const kept = [surface.value(element) ?? []].flat().filter((one) => one.value !== option.value);
      const value = many ? (event.target.checked ? [...kept, option] : kept) : option;
      surface.fill(element, value);
      if (dispatch) surface.send(element, value);
    };
    const box = el("input", { type: many ? "checkbox" : "radio", name, checked: chosen().includes(option.value), onchange: change, data: { focus: `${element.action_id}-${option.value}` } });
    const words = el("span.choice-words", {}, el("span", {}, textObject(option.text)), option.description && el("span.choice-note", {}, textObject(option.description)));
    return el("label.choice", {}, box, words);
  });
  return el("div.choices", { role: many ? "group" : "radiogroup", "aria-label": label }, rows);
}
