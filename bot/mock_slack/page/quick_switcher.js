// Ctrl/Cmd+K: go anywhere by typing a few letters.

import { avatar } from "./avatars.js";
import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openChannel, openView } from "./navigation.js";
import { message } from "./profile.js";
import { channelName, isBot, partner, people, sections, store, unread } from "./store.js";

let box = null;

export function quickSwitcher() {
  if (box) return box.close();
  let at = 0;
  let found = [];
  const list = el("div.switch-list", { role: "listbox", id: "switch-list", "aria-label": "Places" });
  const field = el("input.switch-field", { type: "text", role: "combobox", placeholder: "Where to?", "aria-label": "Jump to", "aria-controls": "switch-list", "aria-expanded": "true", autocomplete: "off", spellcheck: false });
  const everything = destinations();
  const highlight = (next) => {
    if (!found.length) return;
    at = (next + found.length) % found.length;
    [...list.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `switch-${at}`);
  };
  const go = (one) => {
    if (!one) return;
    box.close();
    one.run();
  };
  const draw = () => {
    const query = field.value.trim().toLowerCase().replace(/^[#@]/, "");
    found = everything.map((one) => ({ ...one, rank: rank(one, query) })).filter((one) => one.rank > 0).sort((a, b) => b.rank - a.rank).slice(0, 12);
    list.replaceChildren(...found.map((one, index) => el("div.switch-option", { id: `switch-${index}`, role: "option", onclick: () => go(one), onpointermove: () => index !== at && highlight(index) }, one.sign(), el("span", {}, one.name), el("span.small-print", {}, one.note))));
    if (!found.length) list.replaceChildren(el("p.empty", {}, "Nothing by that name."));
    highlight(0);
  };
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) event.preventDefault(), highlight(at + step);
    else if (event.key === "Enter") event.preventDefault(), go(found[at]);
  });
  box = dialog({ label: "Jump to", body: [el("div.switch-head", {}, icon("search"), field), list], kind: "switcher", onclose: () => (box = null) });
  draw();
  field.focus();
}

function destinations() {
  const { channels, people: direct, app } = sections();
  const inDirect = new Set(direct.map(partner));
  const room = (one) => ({ name: channelName(one), note: one.kind === "im" ? "Direct message" : "", weight: 2 + Math.min(unread(one).count, 1), sign: () => (one.kind === "im" ? avatar(partner(one), 20) : icon(one.kind === "group" ? "lock" : "hash", 18)), run: () => openChannel(one.id) });
  const others = people().filter((one) => one.id !== store.me && !inDirect.has(one.id) && !isBot(one.id)).map((one) => ({ name: one.real_name, note: "New direct message", weight: 1, sign: () => avatar(one.id, 20), run: () => message(one.id) }));
  const views = [store.app.home_tab && ["home", `${store.app.name} Home`, "home"], ["traffic", "Traffic", "traffic"], ["conditions", "Faults & clock", "fault"], ["connect", "Connect an app", "plug"]].filter(Boolean);
  return [...channels.map(room), ...(app ? [room(app)] : []), ...direct.map(room), ...others, ...views.map(([name, words, drawing]) => ({ name: words, note: "View", weight: 1, sign: () => icon(drawing), run: () => openView(name) }))];
}

function rank(one, query) {
  if (!query) return one.weight;
  const name = one.name.toLowerCase();
  if (name.startsWith(query)) return 30 + one.weight;
  if (name.split(/[\s-]/).some((word) => word.startsWith(query))) return 20 + one.weight;
  return name.includes(query) ? 10 + one.weight : 0;
}
