// The menu behind three dots.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { safeUrl } from "../links.js";
import { menu } from "../menu.js";
import { textOf } from "../mrkdwn.js";

export function overflow(element, surface) {
  const show = (event) => {
    const items = (element.options ?? []).map((option) => ({
      label: textOf(option.text),
      description: option.description ? textOf(option.description) : null,
      run: () => {
        const url = option.url && safeUrl(option.url);
        if (url) window.open(url.href, "_blank", "noopener,noreferrer");
        surface.send(element, option);
      },
    }));
    menu(event.currentTarget, items, { label: "More" });
  };
  return el("button.button.square", { type: "button", "aria-label": "More options", "aria-haspopup": "menu", onclick: show, data: { focus: element.action_id ?? "" } }, icon("more"));
}
