// The sidebar: the workspace, its conversations with what is unread, who one acts as, and what happens behind the scenes.

import { act, look } from "./api.js";
import { avatar } from "./avatars.js";
import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { addPerson, browseChannels, createChannel } from "./members.js";
import { menu } from "./menu.js";
import { openChannel, openView, place, toggleDrawer } from "./navigation.js";
import { isDark, remember, remembered, setTheme, theme } from "./preferences.js";
import { message } from "./profile.js";
import { quickSwitcher } from "./quick_switcher.js";
import { becomes, channelName, connected, me, partner, people, sections, store, touch, unread, watch } from "./store.js";

export function sidebar() {
  const head = el("header.side-head");
  const rows = el("div.side-rows");
  const foot = el("footer.side-foot");
  const node = el("nav.sidebar", { "aria-label": "Conversations", onkeydown: move }, head, rows, foot);

  function draw() {
    if (!store.ready) return;
    const { channels, people: direct, app } = sections();
    const state = connected() ? "connected" : "not connected";
    head.replaceChildren(
      el("button.team", { type: "button", onclick: (event) => teamMenu(event.currentTarget), "aria-haspopup": "menu" }, el("strong", {}, store.team.name), icon("down", 16)),
      el("button.quiet", { type: "button", title: "Jump to… (Ctrl K)", "aria-label": "Jump to a conversation", onclick: quickSwitcher }, icon("search")),
    );
    const items = [
      ...section("Channels", channels.map((one) => row(one)), { label: "Add channels", run: (anchor) => menu(anchor, [{ label: "Browse channels", icon: "search", run: browseChannels }, { label: "Create a channel", icon: "plus", run: createChannel }]) }),
      ...section("Direct messages", direct.map((one) => row(one)), { label: "New message", run: newMessage }),
      ...section("Apps", app ? [row(app)] : []),
      ...section("Behind the scenes", [view("traffic", "Traffic", "traffic"), view("conditions", "Faults & clock", "fault"), view("connect", "Connect an app", "plug", el(`span.lamp${connected() ? ".on" : ""}`, { title: `The app is ${state}` }))]),
    ];
    keyed(rows, items);
    const self = me();
    foot.replaceChildren(
      el("button.person", { type: "button", "aria-haspopup": "menu", "aria-label": `You act as ${self?.real_name}. Change person`, onclick: (event) => personMenu(event.currentTarget) }, self && avatar(self.id, 36), el("span.person-words", {}, el("strong", {}, self?.real_name ?? ""), el("span", {}, "Acting as")), icon("down", 16)),
      el("button.quiet", { type: "button", title: isDark() ? "Light theme" : "Dark theme", "aria-label": isDark() ? "Switch to the light theme" : "Switch to the dark theme", onclick: () => (setTheme(isDark() ? "light" : "dark"), touch("view")) }, icon(isDark() ? "sun" : "moon")),
    );
    node.classList.toggle("open", place.drawer);
    title();
  }

  watch(["workspace", "view", "conditions"], draw);
  return { node };
}

function section(name, items, add) {
  const key = `section-${name}`;
  const folded = remembered(key) === "folded";
  const toggle = () => (remember(key, folded ? null : "folded"), touch("workspace"));
  const head = {
    key,
    version: [folded, store.epoch],
    build: () => el("div.side-heading", {}, el("button.side-fold", { type: "button", "aria-expanded": String(!folded), onclick: toggle, data: { focus: "fold" } }, icon(folded ? "right" : "down", 14), name), add && el("button.quiet", { type: "button", "aria-label": add.label, title: add.label, onclick: (event) => add.run(event.currentTarget), data: { focus: "add" } }, icon("plus", 16))),
  };
  return [head, ...(folded ? items.filter((one) => one.lively) : items)];
}

function row(channel) {
  const { count, mentions } = unread(channel);
  const current = (place.view === "channel" && place.channel === channel.id) || (place.view === "home" && channel === sections().app);
  const direct = channel.kind === "im" || channel.kind === "mpim";
  const name = channelName(channel);
  const label = `${name}${mentions ? `, ${mentions} for you` : count ? ", unread" : ""}`;
  const build = () =>
    el(`button.side-row${count ? ".unread" : ""}`, { type: "button", "aria-label": label, "aria-current": current ? "page" : null, onclick: () => openChannel(channel.id), data: { focus: "row", channel: channel.id } }, direct ? avatar(partner(channel), 20) : icon(channel.kind === "group" ? "lock" : "hash", 16), el("span.side-name", {}, name), mentions > 0 && el("span.count-badge", {}, String(mentions)));
  return { key: channel.id, version: [count, mentions, current, store.epoch], build, lively: count > 0 || current };
}

function view(name, words, drawing, tail) {
  const current = place.view === name;
  const build = () => el("button.side-row", { type: "button", "aria-current": current ? "page" : null, onclick: () => openView(name), data: { focus: "row" } }, icon(drawing, 16), el("span.side-name", {}, words), tail);
  return { key: `view-${name}`, version: [current, connected(), store.epoch], build, lively: current };
}

function personMenu(anchor) {
  const items = people().map((one) => ({ label: one.real_name, description: `@${one.name}${one.id === store.me ? " · you" : ""}`, icon: one.id === store.me ? "check" : "people", run: () => becomes(one.id) }));
  menu(anchor, [{ heading: "Act as" }, ...items, "-", { label: "Somebody new…", icon: "addUser", run: addPerson }], { label: "Act as", side: "above" });
}

function newMessage(anchor) {
  menu(anchor, people().filter((one) => one.id !== store.me).map((one) => ({ label: one.real_name, description: `@${one.name}`, icon: "people", run: () => message(one.id) })), { label: "New message" });
}

function teamMenu(anchor) {
  const themes = [["", "As the system"], ["light", "Light"], ["dark", "Dark"]];
  menu(anchor, [
    { label: "Jump to…", icon: "search", hint: "Ctrl K", run: quickSwitcher },
    { label: "Browse channels", icon: "hash", run: browseChannels },
    { label: "Create a channel", icon: "plus", run: createChannel },
    { label: "Save the workspace as a file", icon: "download", run: save },
    "-",
    { heading: "Theme" },
    ...themes.map(([name, words]) => ({ label: words, icon: theme() === name ? "check" : "dot", run: () => (setTheme(name), touch("view")) })),
    "-",
    { label: "Back to the first day", description: "All messages go; the app stays connected", icon: "refresh", danger: true, run: () => act("reset") },
  ], { label: "Workspace" });
}

async function save() {
  const content = await look("save");
  const { download } = await import("./download.js");
  download(`${store.team.domain}.json`, JSON.stringify(content, null, 2));
}

function title() {
  const channels = [...store.channels.values()].filter((one) => one.members.includes(store.me));
  const waiting = channels.reduce((sum, one) => sum + unread(one).mentions, 0);
  const open = store.channels.get(place.channel);
  const names = { home: "Home", traffic: "Traffic", conditions: "Faults & clock", connect: "Connect an app" };
  const here = place.view === "channel" ? (open ? channelName(open) : "") : names[place.view];
  document.title = `${waiting ? `(${waiting}) ` : channels.some((one) => unread(one).count) ? "* " : ""}${here ? `${here} – ` : ""}${store.team.name}`;
}

/** Arrows move between the rows. */
function move(event) {
  const rows = [...event.currentTarget.querySelectorAll(".side-row, .side-fold")];
  const at = rows.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") toggleDrawer(false);
  if (!step || at < 0) return;
  event.preventDefault();
  rows[(at + step + rows.length) % rows.length].focus();
}
