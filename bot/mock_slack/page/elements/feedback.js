// Thumbs up and down under an answer. What was chosen stays marked.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { textOf } from "../mrkdwn.js";

export function feedback(element, surface) {
  const sides = [
    ["positive", element.positive_button, "thumbUp", "Good answer"],
    ["negative", element.negative_button, "thumbDown", "Bad answer"],
  ];
  const buttons = sides.filter(([, side]) => side).map(([value, side, drawing, fallback]) => {
    const words = textOf(side.text) || fallback;
    const choose = async () => {
      surface.fill(element, value);
      for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.side === value));
      await surface.send(element, value);
    };
    const pressed = String(surface.value(element) === value);
    return el("button.quiet.feedback", { type: "button", title: words, "aria-label": side.accessibility_label || words, "aria-pressed": pressed, data: { side: value, focus: `${element.action_id}-${value}` }, onclick: choose }, icon(drawing));
  });
  return el("span.feedback-buttons", { role: "group", "aria-label": "Feedback" }, buttons);
}
