// Keys that work everywhere.

import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import { closeThread, openChannel, place, toggleDrawer } from "./navigation.js";
import { anyOpen, closeTopmost } from "./popover.js";
import { quickSwitcher } from "./quick_switcher.js";
import { sections, unread } from "./store.js";

const KEYS = [
  ["Ctrl / ⌘ K", "Jump to a conversation"],
  ["Alt ↑ ↓", "The conversation above or below"],
  ["Alt Shift ↑ ↓", "The unread conversation above or below"],
  ["F6", "The next part of the page"],
  ["Esc", "Close what is open"],
  ["Enter / Shift Enter", "Send / new line"],
  ["↑ in an empty composer", "Change one's last message"],
  ["↑ ↓ on a message", "The message above or below"],
  ["T, R, E, Del, L, M", "On a message: thread, react, edit, delete, link, more"],
  ["Ctrl / ⌘ /", "This list"],
];

export function start(parts) {
  addEventListener("keydown", (event) => {
    const modifier = event.ctrlKey || event.metaKey;
    if (modifier && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      quickSwitcher();
    } else if (modifier && event.key === "/") {
      event.preventDefault();
      showKeys();
    } else if (document.querySelector("dialog[open]")) return;
    else if (event.altKey && !modifier && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      step(event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
    } else if (event.key === "F6") {
      event.preventDefault();
      nextPart(parts, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") escape(parts);
  });
}

function escape(parts) {
  if (anyOpen()) closeTopmost();
  else if (place.drawer) toggleDrawer(false);
  else if (document.activeElement?.closest(".pane .composer") && document.activeElement.value) return; // one is writing there
  else if (place.thread) {
    closeThread();
    parts.composer.focus();
  } else parts.composer.focus();
}

function step(by, onlyUnread) {
  const { channels, people, app } = sections();
  const all = [...channels, ...people, app].filter(Boolean);
  const rows = onlyUnread ? all.filter((one) => unread(one).count || one.id === place.channel) : all;
  const at = rows.findIndex((one) => one.id === place.channel);
  const next = rows[(at + by + rows.length) % rows.length];
  if (next) openChannel(next.id);
}

/** From part to part of the page: the sidebar, the messages, the composer, the thread. */
function nextPart(parts, by) {
  const targets = [
    () => parts.sidebar.querySelector("[aria-current]") ?? parts.sidebar.querySelector("button"),
    () => document.querySelector(".conversation:not([hidden]) .message[tabindex='0']"),
    () => document.querySelector(".conversation:not([hidden]) .composer-field"),
    () => document.querySelector(".pane:not([hidden]) .message[tabindex='0']"),
    () => document.querySelector(".pane:not([hidden]) .composer-field"),
  ];
  const found = targets.map((one) => one()).filter((node) => node?.offsetParent);
  const here = found.findIndex((node) => node === document.activeElement || node.closest(".list, .composer, .sidebar")?.contains(document.activeElement));
  found[(here + by + found.length) % found.length]?.focus();
}

export function showKeys() {
  const rows = KEYS.map(([keys, words]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, keys)), el("td", {}, words)));
  dialog({ title: "Keys", body: el("table.keys", {}, el("tbody", {}, rows)) });
}
