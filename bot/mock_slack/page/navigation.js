// Where one is in the page. The place stands in the address, so that the browser's back button and copied links work.

import { store, touch } from "./store.js";

/** What is open: `view` is "channel", "home", "traffic", "conditions" or "connect"; beside it, perhaps, a thread. */
export const place = { view: "channel", channel: null, thread: null, focus: null, drawer: false, before: null }; // before: the channel that was open last

const profiles = [];
let known = null; // the address that was read last

export function start() {
  addEventListener("hashchange", () => location.hash === known || read());
  read();
}

function read() {
  known = location.hash;
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const next = { view: "channel", channel: null, thread: null, focus: null };
  if (["home", "traffic", "conditions", "connect"].includes(parts[0])) next.view = parts[0];
  else if (parts[0]) {
    next.channel = parts[0];
    if (parts[1] === "thread") next.thread = parts[2];
    else if (parts[1]?.startsWith("p")) next.focus = parts[1].slice(1);
    if (parts[3]?.startsWith("p")) next.focus = parts[3].slice(1);
  }
  Object.assign(place, next);
  touch("view");
}

function go(path) {
  place.drawer = false;
  const target = `#/${path}`;
  if (location.hash !== target) location.hash = target;
  read(); // at once: the next key may come before the browser's event
}

export const openChannel = (id) => go(id);
export const openThread = (channel, ts, focus = null) => go(`${channel}/thread/${ts}${focus ? `/p${focus}` : ""}`);
export const closeThread = () => go(place.channel ?? "");
export const openView = (name) => go(name);

export function openPermalink({ channel, ts, thread }) {
  if (thread && thread !== ts) openThread(channel, thread, ts);
  else go(`${channel}/p${ts}`);
}

export function permalink(channel, message) {
  const inThread = message.thread_ts && message.thread_ts !== message.ts;
  const path = inThread ? `${channel}/thread/${message.thread_ts}/p${message.ts}` : `${channel}/p${message.ts}`;
  return `${location.origin}/#/${path}`;
}

export function toggleDrawer(open = !place.drawer) {
  place.drawer = open;
  touch("view");
}

/** Who shows profiles registers here; links know only that somebody does. */
export const onProfile = (open) => profiles.push(open);
export const openProfile = (user, anchor) => profiles.forEach((open) => open(user, anchor));

/** The conversation that is open, if it is there and the acting person may see it. */
export function openConversation() {
  const channel = store.channels.get(place.channel);
  return channel && channel.members.includes(store.me) ? channel : null;
}
