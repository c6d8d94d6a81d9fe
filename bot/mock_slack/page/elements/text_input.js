// Fields to type into: one line or many, mail addresses, URLs, numbers, rich text.

import { el } from "../dom.js";
import { textOf } from "../mrkdwn.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

export function textInput(element, surface, { dispatch = false, label } = {}) {
  const many = element.multiline || element.type === "rich_text_input";
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer = null;
  const input = (event) => {
    const value = event.target.value;
    surface.fill(element, value);
    clearTimeout(timer);
    if (dispatch && triggers.includes("on_character_entered")) timer = setTimeout(() => surface.send(element, value), 250);
  };
  const key = (event) => {
    if (event.key !== "Enter" || event.isComposing || (many && !event.ctrlKey && !event.metaKey)) return;
    if (dispatch && triggers.includes("on_enter_pressed")) {
      event.preventDefault();
      event.stopPropagation();
      surface.send(element, event.target.value);
    }
  };
  return el(many ? "textarea.field" : "input.field", {
    type: many ? null : (TYPES[element.type] ?? "text"),
    inputmode: element.type === "number_input" ? "decimal" : null,
    rows: many ? 4 : null,
    value: written(surface.value(element)),
    placeholder: textOf(element.placeholder) || null,
    maxlength: element.max_length ?? null,
    "aria-label": label,
    oninput: input,
    onkeydown: key,
    data: { focus: element.action_id ?? "", autofocus: element.focus_on_load ? "yes" : "" },
  });
}

/** What was typed: a text, or the text of a rich_text value. */
function written(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const words = (part) => (typeof part?.text === "string" ? part.text : (part?.elements ?? []).map(words).join(part?.type === "rich_text" ? "\n" : ""));
  return words(value);
}
