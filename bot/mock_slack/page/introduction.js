// The beginning of a conversation: what it is, and, where nothing was said yet, how to begin.

import { avatar } from "./avatars.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openView } from "./navigation.js";
import { appHandle, appName, channelName, connected, fullName, isAppConversation, partner, store } from "./store.js";

/** As an item of the message list. `composer` is begun with what one could say. */
export function introduction(channel, empty, composer) {
  return { key: "introduction", version: [channel, empty, connected(), store.epoch], build: () => build(channel, empty, composer) };
}

function build(channel, empty, composer) {
  return el(`section.introduction${empty ? ".empty-place" : ""}`, {}, heading(channel), empty && beginning(channel, composer), !connected() && unconnected());
}

function heading(channel) {
  if (channel.kind === "im") {
    const other = partner(channel);
    const words = isAppConversation(channel) ? store.app.description || "An app in this workspace." : `This conversation is just between you and ${fullName(other)}.`;
    return [el("div.introduction-face", {}, avatar(other, 48), el("h3", {}, fullName(other), isAppConversation(channel) && el("span.badge", {}, "APP"))), el("p", {}, words)];
  }
  const name = channelName(channel);
  const words = channel.purpose?.value || (channel.kind === "group" ? "This is a private channel: only its members see it." : "Everyone in this workspace may join this channel.");
  return [el("h3", {}, icon(channel.kind === "group" ? "lock" : "hash", 24), name), el("p", {}, `This is the very beginning of the ${name} channel. ${words}`)];
}

/** Ways to begin, made of what the app's manifest says. */
function beginning(channel, composer) {
  const direct = isAppConversation(channel);
  const inside = channel.members.includes(store.app.bot_user);
  const begin = (text) => () => composer.begin(text);
  const ways = [];
  if (direct) ways.push(way("Write to it", `Ask ${appName()} anything below`, begin("")));
  else if (inside && channel.kind !== "im") ways.push(way("Mention it", `Ask in #${channelName(channel)}: @${appHandle()} …`, begin(`@${appHandle()} `)));
  else if (channel.kind !== "im") ways.push(way(`${appName()} is not in this channel`, `Mention it and invite it from the list of members: @${appHandle()}`, begin(`@${appHandle()} `)));
  for (const one of store.app.commands.slice(0, 3)) ways.push(way(one.description || "A command", `${one.command} ${one.usage_hint ?? ""}`, begin(`${one.command} `)));
  return ways.length > 0 && [el("p.introduction-how", {}, "To begin:"), el("div.ways", {}, ways)];
}

function way(title, example, run) {
  return el("button.way", { type: "button", onclick: run }, el("strong", {}, title), el("span", {}, example));
}

function unconnected() {
  return el("div.alert.alert-warning", {}, icon("plug"), el("div.text", {}, `No app is connected yet, so nobody answers. `, el("button.text-button", { type: "button", onclick: () => openView("connect") }, "How to connect one")));
}
