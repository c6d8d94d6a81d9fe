// One message: who, when, what; its reactions, its thread, and what one can do with it.

import { act } from "./api.js";
import { attachments } from "./attachments.js";
import { avatar } from "./avatars.js";
import { drawBlocks } from "./blocks/index.js";
import { el } from "./dom.js";
import { drawnSign } from "./emoji.js";
import { files } from "./files.js";
import { icon } from "./icons.js";

import { editing, editor } from "./message_edit.js";
import { toolbar } from "./message_toolbar.js";
import { mrkdwn, textOf } from "./mrkdwn.js";
import { openProfile, openThread } from "./navigation.js";
import { reactions } from "./reactions.js";
import { agentThread, conversation, fullName, now, store } from "./store.js";
import { Surface } from "./surface.js";
import { ago, exactTime, shortTime } from "./times.js";

const QUIET = /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive)$|^(bot_add|bot_remove|pinned_item)$/;

/** Who a message is by, as it wants to be called. */
export function authorOf(message) {
  const name = message.username || (message.user ? fullName(message.user) : "") || message.bot_profile?.name || "Unknown";
  return { id: message.user ?? message.bot_id ?? "", name, app: Boolean(message.bot_id || store.users.get(message.user)?.is_bot) };
}

/**
 * `grouped`: it follows one of the same author, so it goes without a face. `inThread`: it stands among its thread.
 * `unfolded`: its replies stand below it already.
 */
export function drawMessage(message, { channel, grouped = false, inThread = false, unfolded = false }) {
  if (QUIET.test(message.subtype ?? "")) return quietLine(message);
  const author = authorOf(message);
  const whisper = Boolean(message.is_ephemeral);
  const node = el(
    `article.message${grouped ? ".grouped" : ""}${whisper ? ".whisper" : ""}${message.subtype === "tombstone" ? ".tombstone" : ""}`,
    { tabIndex: -1, "aria-label": `${author.name}, ${exactTime(message.ts)}`, data: { ts: message.ts, channel } },
    el("div.message-gutter", {}, grouped ? time(message, "message-time-small") : face(message, author)),
    el("div.message-body", {}, whisper && whispered(channel, message), pinnedLine(message), !grouped && head(message, author), broadcastLine(message, channel, inThread), content(message, channel), !inThread && !unfolded && threadLine(message, channel), !inThread && status(message, channel)),
  );
  const showTools = () => node.querySelector(".toolbar") ?? (message.subtype !== "tombstone" && !editing(channel, message.ts) && node.append(toolbar(message, channel, { inThread, node })));
  node.addEventListener("pointerenter", showTools);
  node.addEventListener("focusin", showTools);
  return node;
}

function face(message, author) {
  const sign = message.icons?.emoji ? drawnSign(String(message.icons.emoji).replaceAll(":", "")) : null;
  const shown = avatar(author.id, 36, { name: message.username ?? "", sign });
  if (!store.users.has(author.id)) return shown;
  return el("button.face", { type: "button", tabIndex: -1, "aria-label": `Profile of ${author.name}`, onclick: (event) => openProfile(author.id, event.currentTarget) }, shown);
}

function head(message, author) {
  const name = store.users.has(author.id) ? el("button.author", { type: "button", tabIndex: -1, onclick: (event) => openProfile(author.id, event.currentTarget) }, author.name) : el("span.author", {}, author.name);
  return el("header.message-head", {}, name, author.app && el("span.badge", {}, "APP"), time(message, "message-time"));
}

function time(message, kind) {
  return el(`time.${kind}`, { title: exactTime(message.ts) }, shortTime(message.ts));
}

function quietLine(message) {
  return el("article.message.quiet-line", { tabIndex: -1, data: { ts: message.ts } }, el("div.message-gutter", {}, time(message, "message-time-small")), el("div.message-body", {}, el("div.text", {}, mrkdwn(message.text))));
}

function whispered(channel, message) {
  const dismiss = el("button.text-button", { type: "button", onclick: () => act("dismiss", { channel, ts: message.ts }) }, "Dismiss");
  return el("div.whisper-line", {}, icon("eye", 14), el("span", {}, "Only visible to you"), dismiss);
}

function pinnedLine({ pinned_info: pinned }) {
  return pinned && el("div.small-print.pinned-line", {}, icon("pin", 14), `Pinned by ${pinned.pinned_by === store.me ? "you" : fullName(pinned.pinned_by)}`);
}

/** The words, blocks, files and attachments; or the field to change them in. */
function content(message, channel) {
  if (message.subtype === "tombstone") return el("div.text.gone", {}, icon("trash", 16), " This message was deleted.");
  if (message.subtype === "assistant_app_thread") return el("div.text", {}, el("strong", {}, agentThread(channel, message.ts)?.title || "New conversation"));
  if (editing(channel, message.ts)) return editor(message, channel);
  const surface = new Surface({ key: `${channel}:${message.ts}:${store.me}`, place: { channel, ts: message.ts }, message });
  const streaming = message.streaming_state === "in_progress";
  const blocks = message.blocks?.length ? drawBlocks(message.blocks, surface) : message.text ? [el(`div.text${message.subtype === "me_message" ? ".doing" : ""}`, {}, mrkdwn(message.text))] : [];
  const body = el(`div.message-content${streaming ? ".streaming" : ""}`, { "aria-busy": streaming || null }, blocks);
  if (message.edited && !streaming) (lastLine(body) ?? body).append(el("span.edited", { title: exactTime(message.edited.ts) }, "(edited)"));
  return [
    body,
    files(message.files),
    attachments(message.attachments, surface),
    streamLine(message, channel),
    reactions(message, channel),
  ];
}

/** Where a word can still follow the text: the section at its end. */
function lastLine(body) {
  const last = body.lastElementChild?.querySelector(":scope > .rich-text > .rich-section:last-child");
  return last ?? null;
}

function streamLine(message, channel) {
  const state = message.streaming_state;
  if (state === "in_progress") return el("button.button.stop", { type: "button", onclick: () => act("stop-stream", { channel, ts: message.ts }) }, icon("stop", 14), "Stop");
  if (state === "stopped") return el("div.small-print", {}, "You stopped this answer.");
  return state === "errored" && el("div.small-print", {}, "This answer broke off: it took too long.");
}

function broadcastLine(message, channel, inThread) {
  if (message.subtype !== "thread_broadcast") return null;
  if (inThread) return el("div.small-print", {}, "Also sent to the channel");
  const root = textOf(message.root?.text ?? "").slice(0, 60) || "a thread";
  const open = (event) => (event.preventDefault(), openThread(channel, message.thread_ts, message.ts));
  return el("div.small-print", {}, "replied to a thread: ", el("button.text-button", { type: "button", onclick: open }, root));
}

function threadLine(message, channel) {
  const whispers = conversation(channel).whispers(message.ts, store.me);
  if (!message.reply_count && !whispers) return null;
  const told = [message.reply_count && `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`, whispers && `${whispers} only visible to you`];
  const count = told.filter(Boolean).join(", ");
  const open = () => openThread(channel, message.ts);
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, 24));
  return el("button.thread-line", { type: "button", onclick: open, data: { focus: "thread" } }, el("span.faces", {}, faces), el("span.thread-count", {}, count), message.reply_count ? el("span.thread-ago", {}, `Last reply ${ago(message.latest_reply, now())}`) : null, el("span.thread-open", {}, "View thread"), icon("right", 14));
}

/** What the app is doing about this message, while it is. */
function status(message, channel) {
  const thread = working(channel, message.thread_ts ?? message.ts);
  return thread && statusLine(thread);
}

/** One after the other, by the clock on the wall: a line that is drawn anew goes on where it was. */
function rotate(node, words) {
  const show = () => (node.textContent = words[Math.floor(Date.now() / LOADING) % words.length]);
  const timer = setInterval(() => (node.isConnected ? show() : clearInterval(timer)), LOADING / 4);
  show();
}

/** Whether the app is at work. */
export const busy = (thread) => Boolean(thread?.status || thread?.session === "processing");

/** The agent's thread, while the app is at work in it and has not yet begun to write: then the words themselves show it. */
export function working(channel, ts) {
  const thread = agentThread(channel, ts);
  if (!busy(thread)) return null;
  const writes = (one) => one.streaming_state === "in_progress" && (!ts || one.thread_ts === ts);
  return [...conversation(channel).messages.values()].some(writes) ? null : thread;
}

const LOADING = 2000; // milliseconds for which each loading message stands

export function statusLine(thread) {
  const words = thread.loading_messages?.length ? thread.loading_messages : [thread.status];
  const shown = el("span.status-words", {}, `${fullName(store.app.bot_user)} ${thread.status || "is working…"}`);
  const stop = thread.session === "processing" && thread.thread_ts && el("button.button.small-button", { type: "button", onclick: () => act("stop-stream", { channel: thread.channel, ts: thread.thread_ts }) }, icon("stop", 14), "Stop");
  const more = words[0] !== thread.status && el("span.status-more", {}, words[0]);
  if (more && words.length > 1) rotate(more, words);
  return el("div.status", { role: "status" }, el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")), shown, more, stop);
}

