// What is kept at the head of a conversation: its bookmarks, its pinned messages, and those that will be sent later.

import { el } from "./dom.js";
import { emojiSign } from "./emoji.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { menu } from "./menu.js";
import { textOf } from "./mrkdwn.js";
import { openPermalink } from "./navigation.js";
import { conversation, fullName } from "./store.js";
import { exactTime } from "./times.js";

const SHOWN = 80; // characters of a message in a menu

/** Nothing at all where nothing is kept. */
export function shelf(channel) {
  const { pins = [], bookmarks = [], scheduled = [] } = channel;
  const kept = [pins.length && pinned(channel, pins), ...bookmarks.map(bookmark), scheduled.length && later(scheduled)].filter(Boolean);
  return kept.length ? [el("div.shelf", { role: "group", "aria-label": "Pinned, bookmarked and scheduled" }, kept)] : [];
}

function pinned(channel, pins) {
  const items = () => pins.map((ts) => {
    const message = conversation(channel.id).messages.get(ts);
    return { label: words(message?.text) || "A message", description: message ? `${fullName(message.user)}, ${exactTime(ts)}` : exactTime(ts), run: () => openPermalink({ channel: channel.id, ts, thread: message?.thread_ts }) };
  });
  return el("button.shelf-item", { type: "button", onclick: (event) => menu(event.currentTarget, items(), { label: "Pinned messages" }) }, icon("pin", 14), `${pins.length} pinned`);
}

function bookmark({ title, link: address, emoji }) {
  const sign = emoji && emojiSign(String(emoji).replaceAll(":", ""));
  return el("span.shelf-item", {}, sign ? el("span", { "aria-hidden": "true" }, sign) : icon("link", 14), link(address, title));
}

function later(scheduled) {
  const items = () => scheduled.map((one) => ({ label: words(one.text) || "A message", description: `Goes out ${exactTime(one.post_at)}`, run: () => {} }));
  return el("button.shelf-item", { type: "button", onclick: (event) => menu(event.currentTarget, items(), { label: "Scheduled messages" }) }, icon("clock", 14), `${scheduled.length} scheduled`);
}

const words = (text) => textOf(text ?? "").slice(0, SHOWN);
