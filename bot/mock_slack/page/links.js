// Links and references. Only http, https and mailto lead anywhere; everything else stays text.

import { el } from "./dom.js";
import { openChannel, openPermalink, openProfile } from "./navigation.js";
import { channelName, nameOf, now, store } from "./store.js";
import { dateByTemplate, exactTime } from "./times.js";

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address as a URL, or null when it is none that one may follow. */
export function safeUrl(address) {
  try {
    const url = new URL(String(address).trim());
    return SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link, or its label as text when the address is not one to follow. `content` is text or nodes. */
export function link(address, content) {
  const url = safeUrl(address);
  const shown = content?.length ? content : [String(address)];
  if (!url) return el("span.dead-link", { title: "This address is not shown as a link" }, shown);
  const permalink = permalinkOf(url);
  const follow = permalink && ((event) => event.preventDefault() || openPermalink(permalink));
  return el("a.link", { href: url.href, title: url.href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer", onclick: follow }, shown);
}

/** `https://TEAM.slack.com/archives/C…/p1234567890123456` as a place in this page. */
function permalinkOf(url) {
  if (url.hostname !== `${store.team.domain}.slack.com`) return null;
  const [, channel, digits] = url.pathname.match(/^\/archives\/(\w+)\/p(\d{16})$/) ?? [];
  if (!channel || !store.channels.has(channel)) return null;
  const thread = url.searchParams.get("thread_ts");
  return { channel, ts: `${digits.slice(0, 10)}.${digits.slice(10)}`, thread };
}

export function userMention(id, label = "") {
  const known = store.users.has(id) || id === "USLACKBOT";
  const mine = id === store.me ? ".me" : "";
  if (!known) return el("span.mention", {}, `@${label || id}`);
  return el(`button.mention${mine}`, { type: "button", data: { user: id }, onclick: (event) => openProfile(id, event.currentTarget) }, `@${nameOf(id)}`);
}

export function channelMention(id, label = "") {
  const channel = store.channels.get(id);
  const visible = channel && (channel.kind === "channel" || channel.members.includes(store.me));
  if (!visible) return el("span.mention", {}, label ? `#${label}` : "a private channel");
  return el("button.mention", { type: "button", onclick: () => openChannel(id) }, `#${channelName(channel)}`);
}

export function broadcast(range) {
  return el("span.mention.me", {}, `@${range}`);
}

export function groupMention(id, label = "") {
  const group = store.usergroups.get(id);
  const mine = group?.users.includes(store.me) ? ".me" : "";
  return el(`span.mention${mine}`, { title: group?.name ?? id }, group ? `@${group.handle}` : label || "@group");
}

export function date(timestamp, template, address, fallback) {
  const written = dateByTemplate(timestamp, template, now()) ?? fallback ?? String(timestamp);
  const shown = el("time.date", { title: Number.isFinite(Number(timestamp)) ? exactTime(timestamp) : null }, written);
  return address ? link(address, [shown]) : shown;
}
