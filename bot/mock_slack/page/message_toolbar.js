// What can be done with a message: react, answer, share its link, change or delete one's own, the app's shortcuts.

import { act } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { isMine, remove, startEdit } from "./message_edit.js";
import { openThread, permalink } from "./navigation.js";
import { chooseReaction, react } from "./reactions.js";
import { appName, store } from "./store.js";
import { toast } from "./toasts.js";
import { showSource } from "./message_source.js";

export function toolbar(message, channel, { inThread }) {
  const button = (label, drawing, run, data = {}) => el("button.quiet", { type: "button", title: label, "aria-label": label, onclick: run, data }, icon(drawing));
  const tools = message.is_ephemeral
    ? [button("More actions", "moreUp", (event) => more(event.currentTarget, message, channel, inThread), { tool: "more" })]
    : [
        button("Mark with a tick", "check", () => react(channel, message, "white_check_mark"), { tool: "tick" }),
        button("Add reaction", "react", (event) => chooseReaction(event.currentTarget, channel, message), { tool: "react" }),
        !inThread && button("Reply in thread", "reply", () => openThread(channel, message.thread_ts ?? message.ts), { tool: "thread" }),
        button("More actions", "moreUp", (event) => more(event.currentTarget, message, channel, inThread), { tool: "more" }),
      ];
  return el("div.toolbar", { role: "toolbar", "aria-label": "Message actions" }, tools);
}

export function more(anchor, message, channel, inThread) {
  const shortcuts = store.app.shortcuts.filter((one) => one.kind === "message" && !message.is_ephemeral).map((one) => ({
    label: one.name, description: appName(), icon: "bolt",
    run: () => act("shortcut", { callback_id: one.callback_id, channel, ts: message.ts }),
  }));
  menu(anchor, [
    !message.is_ephemeral && !inThread && { label: "Reply in thread", icon: "reply", hint: "T", run: () => openThread(channel, message.thread_ts ?? message.ts) },
    !message.is_ephemeral && { label: "Copy link", icon: "link", hint: "L", run: () => copy(permalink(channel, message), "Link copied.") },
    { label: "Copy text", icon: "copy", run: () => copy(message.text ?? "", "Text copied.") },
    !message.is_ephemeral && { label: message.pinned_info ? "Un-pin from this conversation" : "Pin to this conversation", icon: "pin", run: () => act("pin", { channel, ts: message.ts, remove: Boolean(message.pinned_info) }) },
    { label: "Show its JSON", icon: "code", run: () => showSource(message, channel) },
    isMine(message) && "-",
    isMine(message) && { label: "Edit message", icon: "pencil", hint: "E", run: () => startEdit(channel, message.ts) },
    isMine(message) && { label: "Delete message…", icon: "trash", hint: "Del", danger: true, run: () => remove(message, channel) },
    shortcuts.length && "-",
    ...shortcuts,
  ], { label: "More actions", side: "end" });
}

export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast("The browser does not let this page copy.", "error");
  }
}

/** Keys on a message that has the focus. */
export function messageKey(event, message, channel, { inThread }) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
  const node = event.currentTarget;
  const runs = {
    t: () => !inThread && !message.is_ephemeral && openThread(channel, message.thread_ts ?? message.ts),
    r: () => !message.is_ephemeral && chooseReaction(node.querySelector("[data-tool=react]") ?? node, channel, message),
    l: () => !message.is_ephemeral && copy(permalink(channel, message), "Link copied."),
    e: () => isMine(message) && startEdit(channel, message.ts),
    Delete: () => isMine(message) && remove(message, channel),
    m: () => more(node.querySelector("[data-tool=more]") ?? node, message, channel, inThread),
    ArrowRight: () => !inThread && message.reply_count && openThread(channel, message.ts),
    Enter: () => !inThread && !message.is_ephemeral && openThread(channel, message.thread_ts ?? message.ts),
  };
  const run = runs[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!run) return;
  event.preventDefault();
  run();
}
