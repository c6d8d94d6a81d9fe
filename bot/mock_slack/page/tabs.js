// The tabs of the app: its Home, and the conversation with it.

import { el } from "./dom.js";
import { openChannel, openView } from "./navigation.js";
import { sections, store } from "./store.js";

export function appTabs(current) {
  const tabs = [store.app.home_tab && ["home", "Home"], ["messages", "Messages"]].filter(Boolean);
  if (tabs.length < 2) return null;
  const go = (name) => (name === "home" ? openView("home") : openChannel(sections().app?.id ?? ""));
  return el("div.tabs", { role: "tablist", "aria-label": "The app" }, tabs.map(([name, words]) => el("button.tab", { type: "button", role: "tab", "aria-selected": String(name === current), onclick: () => go(name) }, words)));
}
