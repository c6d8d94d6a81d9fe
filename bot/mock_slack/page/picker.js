// A list to choose from, with a field to search in it: behind every select, the emoji button and the people lists.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { closedOwn, popover } from "./popover.js";

/**
 * `find(query)` gives (or promises) groups `[{label, options: [{key, node | text, note, value}]}]`. `chosen(option)` marks one;
 * `choose(option)` takes one, and with `multiple` the list stays open; `nothing(query)` says why it is empty. The field has the focus; arrows move the highlight.
 */
export function picker(anchor, { label, find, chosen = () => false, choose, multiple = false, placeholder = "Search", grid = false, delay = 0, nothing = () => "No results" }) {
  if (closedOwn(anchor)) return;
  const id = `picker-${Math.random().toString(36).slice(2)}`;
  const list = el(`div.picker-list${grid ? ".grid" : ""}`, { id, role: "listbox", "aria-label": label, "aria-multiselectable": multiple });
  const field = el("input.picker-field", {
    type: "text", role: "combobox", placeholder, autocomplete: "off", "aria-label": label, "aria-controls": id, "aria-expanded": "true",
    "aria-autocomplete": "list", spellcheck: false,
  });
  let options = [];
  let at = -1;
  let asked = 0;
  let drawn = 0; // the last search whose results are shown
  let timer = null;
  const close = popover(anchor, el("div.picker", {}, el("div.picker-search", {}, icon("search", 16), field), list), { label, match: true, onclose: () => clearTimeout(timer) });

  const settled = async () => {
    while (drawn !== asked && field.isConnected) await new Promise((next) => setTimeout(next, 20));
  };
  const highlight = (next) => {
    options[at]?.node.classList.remove("active");
    at = options.length ? (next + options.length) % options.length : -1;
    const node = options[at]?.node;
    node?.classList.add("active");
    node?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", node?.id ?? "");
  };
  const take = (entry) => {
    if (!entry) return;
    choose(entry.option);
    if (!multiple) close();
    else for (const one of options) mark(one);
  };
  const mark = (entry) => entry.node.setAttribute("aria-selected", String(Boolean(chosen(entry.option))));
  const draw = (groups) => {
    options = [];
    const rows = groups.filter((group) => group.options.length).map((group) => {
      const nodes = group.options.map((option) => {
        const node = el("div.picker-option", { role: "option", id: `${id}-${options.length}`, title: grid ? option.text : null }, option.node ?? el("span.picker-text", {}, option.text), option.note && el("span.picker-note", {}, option.note), !grid && icon("check", 16));
        const entry = { option, node };
        const index = options.push(entry) - 1;
        mark(entry);
        node.addEventListener("pointermove", () => at !== index && highlight(index));
        node.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
        node.addEventListener("click", () => take(entry));
        return node;
      });
      return el("div.picker-group", { role: "group", "aria-label": group.label }, group.label && el("div.picker-heading", {}, group.label), el("div.picker-options", {}, nodes));
    });
    list.replaceChildren(...(rows.length ? rows : [el("p.empty", {}, nothing(field.value.trim()))]));
    at = -1;
    const first = options.findIndex((one) => chosen(one.option));
    highlight(Math.max(first, 0));
  };
  const search = async () => {
    clearTimeout(timer);
    timer = null;
    const mine = ++asked;
    const answer = find(field.value.trim().toLowerCase(), field.value);
    if (answer instanceof Promise && !options.length) list.replaceChildren(el("p.empty", {}, "Loading…"));
    const groups = await answer;
    if (mine === asked) draw(groups);
    if (mine === asked) drawn = mine;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (delay) timer = setTimeout(search, delay);
    else search();
  });
  field.addEventListener("keydown", (event) => {
    const step = grid ? columns(list) : 1;
    const steps = { ArrowDown: at + step, ArrowUp: at - step, PageDown: Math.min(at + 8, options.length - 1), PageUp: Math.max(at - 8, 0) };
    if (grid) Object.assign(steps, { ArrowRight: at + 1, ArrowLeft: at - 1 });
    if (event.key in steps) {
      event.preventDefault();
      highlight(steps[event.key]);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (timer !== null) search();
      settled().then(() => take(options[at])); // Enter means what fits what was typed, even where that is still on its way
    } else if (event.key === "Tab") close();
  });
  field.focus();
  search();
  return close;
}

function columns(list) {
  const nodes = [...list.querySelectorAll(".picker-option")];
  const second = nodes.findIndex((node) => node.offsetTop > nodes[0].offsetTop);
  return second > 0 ? second : 1;
}
