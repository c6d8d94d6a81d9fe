// Changing one's own message where it stands.

import { act } from "./api.js";
import { ask } from "./dialog.js";
import { el } from "./dom.js";
import { fit } from "./fit.js";
import { unescape } from "./mrkdwn.js";
import { channelName, nameOf, store, touch } from "./store.js";

let current = null;

export const editing = (channel, ts) => current?.channel === channel && current?.ts === ts;
export const isMine = (message) => message.user === store.me && !message.bot_id && !message.is_ephemeral && !message.subtype?.startsWith("channel_");

export function startEdit(channel, ts) {
  current = { channel, ts };
  touch("messages");
}

export function stopEdit() {
  const before = current;
  current = null;
  touch("messages");
  if (before) requestAnimationFrame(() => document.querySelector(`.message[data-ts="${CSS.escape(before.ts)}"]`)?.focus());
}

export function editor(message, channel) {
  const save = async () => {
    const text = field.value.trim();
    if (!text) return remove(message, channel);
    const answer = await act("edit-message", { channel, ts: message.ts, text });
    if (answer.ok) stopEdit();
  };
  const key = (event) => {
    if (event.key === "Escape") event.preventDefault(), event.stopPropagation(), stopEdit();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) event.preventDefault(), save();
  };
  const field = el("textarea.editor-field", { value: asTyped(message.text), rows: 1, "aria-label": "Edit message", onkeydown: key, oninput: () => fit(field) });
  requestAnimationFrame(() => {
    fit(field);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  const buttons = el("div.editor-buttons", {}, el("button.button", { type: "button", onclick: stopEdit }, "Cancel"), el("button.button.primary.filled", { type: "button", onclick: save }, "Save"));
  return el("div.editor", {}, field, buttons);
}

export async function remove(message, channel) {
  const sure = await ask({ title: "Delete message", content: ["Are you sure you want to delete this message? This cannot be undone."], yes: "Delete", style: "danger" });
  if (sure) await act("delete-message", { channel, ts: message.ts });
  if (sure) stopEdit();
}

/** Stored text as it would be typed: names for ids, addresses without brackets. */
function asTyped(text) {
  const typed = (text ?? "").replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (whole, sign, target, label) => {
    if (sign === "@") return store.users.has(target) ? `@${nameOf(target)}` : whole;
    if (sign === "#") return store.channels.has(target) ? `#${channelName(store.channels.get(target))}` : whole;
    if (sign === "!") return /^(here|channel|everyone)$/.test(target) ? `@${target}` : whole;
    return label && label !== target ? whole : target;
  });
  return unescape(typed);
}
