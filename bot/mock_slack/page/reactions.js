// Reactions under a message, and choosing an emoji.

import { act } from "./api.js";
import { el } from "./dom.js";
import { emoji, EMOJI } from "./emoji.js";
import { icon } from "./icons.js";
import { picker } from "./picker.js";
import { remember, remembered } from "./preferences.js";
import { fullName, store } from "./store.js";

export function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  const chips = message.reactions.map((one) => {
    const mine = one.users.includes(store.me);
    const names = one.users.map((id) => (id === store.me ? "You" : fullName(id))).join(", ");
    const toggle = () => react(channel, message, one.name, mine);
    return el(`button.reaction${mine ? ".mine" : ""}`, { type: "button", "aria-pressed": String(mine), title: `${names} reacted with :${one.name}:`, "aria-label": `${one.name}, ${one.count}. ${names}`, onclick: toggle, data: { focus: `reaction-${one.name}` } }, emoji(one.name), el("span.count", {}, String(one.count)));
  });
  return el("div.reactions", {}, chips, el("button.reaction.add", { type: "button", "aria-label": "Add reaction", onclick: (event) => chooseReaction(event.currentTarget, channel, message) }, icon("react", 16)));
}

export function react(channel, message, name, remove = false) {
  return act("reaction", { channel, ts: message.ts, name, remove });
}

export function chooseReaction(anchor, channel, message) {
  chooseEmoji(anchor, (name) => react(channel, message, name, message.reactions?.some((one) => one.name === name && one.users.includes(store.me))));
}

/** The emoji used last come first. */
export function chooseEmoji(anchor, choose) {
  const recent = (remembered("emoji") ?? "+1,white_check_mark,eyes,heart,tada,raised_hands").split(",");
  const option = (name) => ({ text: `:${name}:`, node: emoji(name), value: name });
  const find = (query) => {
    const wanted = query.replaceAll(":", "").replaceAll(" ", "_");
    if (!wanted) return [{ label: "Frequently used", options: recent.map(option) }, { label: "All", options: [...EMOJI.keys()].map(option) }];
    return [{ options: [...EMOJI.keys()].filter((name) => name.includes(wanted)).map(option) }];
  };
  const take = ({ value }) => {
    remember("emoji", [value, ...recent.filter((one) => one !== value)].slice(0, 12).join(","));
    choose(value);
  };
  picker(anchor, { label: "Emoji", find, choose: take, placeholder: "Search all emoji", grid: true });
}
