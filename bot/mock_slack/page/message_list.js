// A list of messages: days, what is new, messages of one author in a row; it stays at its end while one is there.

import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { authorOf, drawMessage } from "./message.js";
import { editing } from "./message_edit.js";
import { messageKey } from "./message_toolbar.js";
import { openThread } from "./navigation.js";
import { agentThread, conversation, now, store } from "./store.js";
import { dayKey, dayName } from "./times.js";

const TOGETHER = 300; // seconds within which messages of one author stand together
const FLASH = 2400; // milliseconds for which a message that a link led to stands out
const NEAR = 80; // pixels from the end that still count as being there

export class MessageList {
  constructor(label) {
    this.items = el("div.messages", { role: "log", "aria-label": label, "aria-live": "polite", "aria-relevant": "additions" });
    this.jump = el("button.jump", { type: "button", hidden: true, onclick: () => this.toEnd(true) }, icon("down", 16), "Latest messages");
    this.scroller = el("div.scroller", { onscroll: () => this.scrolled(), onkeydown: (event) => this.key(event) }, this.items);
    this.node = el("div.list", {}, this.scroller, this.jump);
    this.atEnd = true;
    this.shown = new Map();
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.items);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroller);
  }

  /** Draw `messages` of `place` (a key: another place starts at its end). `before` and `after` are further items around them. */
  draw({ place, channel, messages, before = [], after = [], inThread = false, lastRead = null, focus = null, inline = () => [] }) {
    const moved = place !== this.place;
    this.place = place;
    this.inThread = inThread;
    this.shown = new Map(messages.map((one) => [one.ts, one]));
    this.channel = channel;
    const items = [...before];
    let previous = null; // the message above, where the next one may stand in a row with it
    let day = null;
    let divided = false;
    const counted = messages.slice(1).filter((one) => !one.is_ephemeral).length; // only one reader sees the others
    for (const message of messages) {
      if (day !== dayKey(message.ts)) {
        day = dayKey(message.ts);
        if (!inThread) items.push(divider(message.ts));
        previous = null;
      }
      if (lastRead && !divided && message.ts > lastRead && message.user !== store.me) {
        items.push({ key: "new", version: [lastRead], build: () => el("div.new-line", { role: "separator" }, el("span", {}, "New")) });
        divided = true;
        previous = null;
      }
      const replies = inline(message);
      items.push(this.item(message, follows(previous, message), { unfolded: replies.length > 0 }));
      for (const reply of replies) {
        this.shown.set(reply.ts, reply);
        items.push(this.item(reply, false, { inline: true }));
      }
      if (replies.length) items.push(replyHere(channel, message.ts));
      if (inThread && message === messages[0] && counted) items.push(replyCount(counted));
      previous = replies.length || (inThread && message === messages[0]) || (message.reply_count && !inThread) ? null : message;
    }
    keyed(this.items, [...items, ...after]);
    if (moved) {
      this.atEnd = true;
      this.revealed = null;
    }
    if (focus && focus !== this.revealed && this.reveal(focus)) this.revealed = focus;
    else if (this.atEnd) this.toEnd();
    this.roving();
  }

  item(message, grouped, { inline = false, unfolded = false } = {}) {
    const channel = this.channel;
    const thread = agentThread(channel, message.thread_ts ?? message.ts);
    const last = conversation(channel).messages.get(message.latest_reply); // its stream decides whether the status shows
    return {
      key: inline ? `reply-${message.ts}` : message.ts,
      version: [message, grouped, store.epoch, thread, editing(channel, message.ts), this.inThread, unfolded, last?.streaming_state, conversation(channel).whispers(message.ts, store.me)],
      build: () => {
        const node = drawMessage(message, { channel, grouped, inThread: this.inThread || inline, unfolded });
        if (inline) node.classList.add("inline-reply");
        if (message.ts === this.revealed && Date.now() - this.revealedAt < FLASH) node.classList.add("flash"); // drawn anew meanwhile
        node.addEventListener("keydown", (event) => messageKey(event, message, channel, { inThread: this.inThread || inline }));
        return node;
      },
    };
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.jump.hidden = this.atEnd;
    this.onscrolled?.();
  }

  toEnd(smooth = false) {
    this.atEnd = true;
    this.jump.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  reveal(ts) {
    const node = this.nodeOf(ts);
    if (!node) return false; // it is still on its way
    this.atEnd = false;
    this.revealedAt = Date.now();
    node.scrollIntoView({ block: "center" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
    return true;
  }

  nodeOf(ts) {
    return [...this.items.children].find((node) => node.dataset.ts === ts);
  }

  messageNodes() {
    return [...this.items.querySelectorAll(":scope > .message")];
  }

  /** One message of the list can be reached with Tab: the last one. Arrows lead to the others. */
  roving() {
    const nodes = this.messageNodes();
    nodes.forEach((node, index) => (node.tabIndex = index === nodes.length - 1 ? 0 : -1));
  }

  key(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    const here = document.activeElement?.closest?.(".message");
    if (!(event.key in steps) || document.activeElement !== here) return;
    event.preventDefault();
    const nodes = this.messageNodes();
    const next = nodes[Math.max(0, Math.min(nodes.length - 1, nodes.indexOf(here) + steps[event.key]))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
}

function replyHere(channel, ts) {
  const open = () => openThread(channel, ts);
  return { key: `answer-${ts}`, version: [], build: () => el("div.reply-here", {}, el("button.text-button", { type: "button", onclick: open }, "Reply in thread")) };
}

function replyCount(count) {
  return { key: "rule", version: [count], build: () => el("div.reply-count", {}, el("span", {}, `${count} ${count === 1 ? "reply" : "replies"}`)) };
}

function divider(ts) {
  const day = dayName(ts, now());
  return { key: `day-${dayKey(ts)}`, version: [day], build: () => el("div.day", { role: "separator" }, el("span", {}, day)) };
}

function follows(previous, message) {
  if (!previous || message.subtype === "thread_broadcast" || previous.subtype?.startsWith("channel_") || Boolean(previous.is_ephemeral) !== Boolean(message.is_ephemeral) || message.is_ephemeral) return false;
  const [before, after] = [authorOf(previous), authorOf(message)];
  return before.id === after.id && before.name === after.name && parseFloat(message.ts) - parseFloat(previous.ts) < TOGETHER;
}
