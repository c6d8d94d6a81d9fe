// The app's Home tab.

import { act } from "./api.js";
import { avatar } from "./avatars.js";
import { drawBlocks } from "./blocks/index.js";
import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { place, toggleDrawer } from "./navigation.js";
import { appName, connected, store, watch } from "./store.js";
import { Surface } from "./surface.js";
import { appTabs } from "./tabs.js";

export function homePane() {
  const head = el("header.pane-head");
  const content = el("div.home-blocks");
  const node = el("main.conversation.home", { "aria-label": "App Home", hidden: true }, head, el("div.scroller", { tabIndex: 0 }, content));
  let opened = null;

  function draw() {
    node.hidden = place.view !== "home" || !store.ready;
    if (node.hidden) {
      opened = null;
      return;
    }
    if (opened !== store.me) {
      opened = store.me;
      act("open-home", { tab: "home" }, { quiet: true });
    }
    const burger = el("button.quiet.only-narrow", { type: "button", "aria-label": "Open the sidebar", onclick: () => toggleDrawer(true) }, icon("menu"));
    head.replaceChildren(...[burger, el("div.pane-title", {}, el("h1", {}, avatar(store.app.bot_user, 24), el("span", {}, appName()))), appTabs("home")].filter(Boolean));
    const view = store.homes.get(store.me);
    const build = () => {
      if (!view) return el("p.empty", {}, connected() ? `${appName()} has not published a Home for you yet.` : "No app is connected yet, so its Home is empty.");
      return el("div", {}, drawBlocks(view.blocks, new Surface({ key: `view:${view.id}`, place: { view_id: view.id }, view })));
    };
    keyed(content, [{ key: "home", version: [view, connected(), store.epoch], build }]);
  }
  watch(["view", "home", "workspace"], draw);
  return { node };
}
