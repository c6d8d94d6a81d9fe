// The page begins here.

import { banner } from "./banner.js";
import { conditionsPane } from "./conditions.js";
import { connectPane } from "./connect.js";
import { conversationPane } from "./conversation.js";
import { el } from "./dom.js";
import { homePane } from "./home.js";
import * as keys from "./keys.js";
import * as live from "./live.js";
import * as modal from "./modal.js";
import * as navigation from "./navigation.js";
import { openConversation, openView, openChannel, place, toggleDrawer } from "./navigation.js";
import { applyTheme } from "./preferences.js";
import * as profile from "./profile.js";
import { sidebar } from "./sidebar.js";
import { sections, store, touch, watch } from "./store.js";
import { threadPane } from "./thread.js";
import { trafficPane } from "./traffic.js";

applyTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (applyTheme(), touch("view")));

const side = sidebar();
const talk = conversationPane();
const thread = threadPane();
const panes = [talk, homePane(), trafficPane(), conditionsPane(), connectPane()];
const veil = el("div.veil", { "aria-hidden": "true", onclick: () => toggleDrawer(false) });
const frame = el("div.frame", {}, side.node, veil, el("div.panes", {}, panes.map((one) => one.node), thread.node));
document.getElementById("app").replaceChildren(banner(), frame, el("div", { id: "toasts", role: "status", "aria-live": "polite" }));

watch(["view", "workspace"], () => {
  frame.classList.toggle("with-thread", !thread.node.hidden);
  frame.classList.toggle("with-drawer", place.drawer);
  if (!store.ready || place.view !== "channel" || openConversation()) return;
  const { channels, people, app } = sections(); // where one was is not to be seen by who one is now
  const first = channels[0] ?? people[0] ?? app;
  if (first) openChannel(first.id);
  else openView("connect");
});

navigation.start();
profile.start();
modal.start();
keys.start({ sidebar: side.node, composer: talk.composer });
live.start();
