// A menu: arrow keys move, Enter chooses, a letter jumps, Esc closes.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { closedOwn, popover } from "./popover.js";

/** Items: `{label, description, icon, danger, hint, run}`, or "-" for a line, or `{heading}`. */
export function menu(anchor, items, { label = "Menu", side } = {}) {
  if (closedOwn(anchor)) return;
  const rows = items.filter(Boolean).map((item) => row(item, () => close()));
  const buttons = rows.filter((node) => node.tagName === "BUTTON");
  const list = el("div.menu", { onkeydown: (event) => move(event, buttons) }, rows.length ? rows : el("p.empty", {}, "Nothing here."));
  const close = popover(anchor, list, { label, role: "menu", side });
  buttons[0]?.focus();
}

function row(item, close) {
  if (item === "-") return el("hr", { role: "separator" });
  if (item.heading) return el("div.menu-heading", {}, item.heading);
  const words = el("span.menu-words", {}, el("span.menu-label", {}, item.label), item.description && el("span.menu-note", {}, item.description));
  const run = () => {
    close();
    item.run();
  };
  return el(
    `button.menu-item${item.danger ? ".danger" : ""}`,
    { type: "button", role: "menuitem", tabIndex: -1, onclick: run, onpointerenter: (event) => event.currentTarget.focus() },
    item.icon && icon(item.icon),
    words,
    item.hint && el("kbd", {}, item.hint),
  );
}

export function move(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1, Tab: at + (event.shiftKey ? -1 : 1) };
  let next = steps[event.key];
  if (next === undefined && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.target.tagName !== "INPUT") {
    const later = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    const found = later.find((one) => one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    next = found && buttons.indexOf(found);
  }
  if (next === undefined || !buttons.length) return;
  event.preventDefault();
  buttons[(next + buttons.length) % buttons.length].focus();
}
