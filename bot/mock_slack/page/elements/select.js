// Selects of every kind: fixed options, options that the app is asked for, people, channels, conversations; one or several.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { textObject, textOf } from "../mrkdwn.js";
import { picker } from "../picker.js";
import { channelName, fullName, isAppConversation, isBot, store, user } from "../store.js";

const SOURCES = ["static", "external", "users", "conversations", "channels"];
const HINTS = {
  static: ["Select an option", "Select options"], external: ["Find an option", "Find options"], users: ["Select a person", "Select people"],
  conversations: ["Select a conversation", "Select conversations"], channels: ["Select a channel", "Select channels"],
};
export const SELECTS = SOURCES.flatMap((source) => [`${source}_select`, `multi_${source}_select`]);

export function select(element, surface, { dispatch = true, label } = {}) {
  const multiple = element.type.startsWith("multi_");
  const source = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  const byId = source !== "static" && source !== "external";
  const chosen = () => [surface.value(element) ?? []].flat();
  const id = (value) => (byId ? value : value.value);
  const words = (value) => (byId ? nameOfId(value) : textOf(value.text));
  const hint = textOf(element.placeholder) || HINTS[source][multiple ? 1 : 0];

  const least = source === "external" ? (element.min_query_length ?? 3) : 0; // letters from which the app is asked
  const nothing = (query) => (query.length < least ? `Type at least ${least} ${least === 1 ? "letter" : "letters"}` : "No results");

  const set = (values) => {
    const value = multiple ? values : (values[0] ?? null);
    surface.fill(element, value);
    draw();
    if (dispatch) surface.send(element, value);
  };
  const choose = ({ value }) => {
    if (!multiple) return set([value]);
    const without = chosen().filter((one) => id(one) !== id(value));
    if (without.length < chosen().length) return set(without);
    if (chosen().length < (element.max_selected_items ?? Infinity)) set([...chosen(), value]);
  };
  const find = async (query, raw) => {
    if (source === "external") return raw.trim().length < least ? [] : external(await surface.options(element, raw.trim()));
    return (byId ? directory(source, element) : fixed(element)).map((group) => ({
      ...group, options: group.options.filter((option) => `${option.text} ${option.note ?? ""}`.toLowerCase().includes(query)),
    }));
  };
  const face = el("span.select-face");
  const draw = () => {
    const values = chosen();
    const shown = multiple ? values.map((value) => chip(words(value), () => set(chosen().filter((one) => id(one) !== id(value))))) : values.map((value) => el("span.select-one", {}, byId ? words(value) : textObject(value.text)));
    face.replaceChildren(...(shown.length ? shown : [el("span.select-hint", {}, hint)]));
    open.setAttribute("aria-label", [label, hint, values.map(words).join(", ")].filter(Boolean).join(": "));
  };
  const show = () => picker(box, { label: label ?? hint, find, multiple, choose, chosen: (option) => chosen().some((one) => id(one) === id(option.value)), delay: source === "external" ? 200 : 0, nothing });
  const open = el("button.select-open", { type: "button", "aria-haspopup": "listbox", onclick: show, data: { focus: element.action_id ?? "" } }, icon("down", 16));
  const box = el(`div.select${multiple ? ".many" : ""}`, { onclick: (event) => event.target.closest("button") || open.click() }, face, open);
  box.focus = () => open.focus(); // where the focus goes when the list closes
  draw();
  return box;
}

function chip(words, remove) {
  return el("span.chip", {}, words, el("button.quiet", { type: "button", "aria-label": `Remove ${words}`, onclick: remove }, icon("close", 12)));
}

function optionOf(option) {
  return { text: textOf(option.text), note: option.description ? textOf(option.description) : null, value: option, node: el("span.picker-text", {}, textObject(option.text)) };
}

function fixed(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map((group) => ({ label: group.label ? textOf(group.label) : "", options: (group.options ?? []).map(optionOf) }));
}

function external(answer) {
  if (!answer.ok) return [];
  return fixed({ options: answer.options, option_groups: answer.option_groups?.length ? answer.option_groups : undefined });
}

function directory(source, element) {
  const people = [...store.users.values()].filter((one) => !one.deleted).map((one) => ({ text: one.real_name, note: `@${one.name}`, value: one.id }));
  if (source === "users") return [{ options: people }];
  const wanted = element.filter?.include ?? (source === "channels" ? ["public"] : ["public", "private", "mpim", "im"]);
  const kinds = { channel: "public", group: "private", im: "im", mpim: "mpim" };
  const fits = (one) => wanted.includes(kinds[one.kind]) && !one.is_archived && (one.kind === "channel" || one.members.includes(store.me)) && !(element.filter?.exclude_bot_users && isAppConversation(one));
  const found = [...store.channels.values()].filter(fits);
  return [{ options: found.map((one) => ({ text: one.kind === "im" ? channelName(one) : `# ${channelName(one)}`, value: one.id })) }];
}

function nameOfId(id) {
  const channel = store.channels.get(id);
  if (channel) return channel.kind === "im" ? channelName(channel) : `#${channelName(channel)}`;
  return user(id) ? `${fullName(id)}${isBot(id) ? " (app)" : ""}` : id;
}
