// The conversation in the middle: its head, its messages, its composer.

import { act, look } from "./api.js";
import { avatar } from "./avatars.js";
import { Composer, messagesOf } from "./composer.js";
import { PAGE } from "./conversation_state.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { introduction } from "./introduction.js";
import { channelDetails } from "./members.js";
import { statusLine, working } from "./message.js";
import { MessageList } from "./message_list.js";
import { openConversation, openThread, place, toggleDrawer } from "./navigation.js";
import { prompts } from "./prompts.js";
import { shelf } from "./shelf.js";
import { channelName, conversation, isAppConversation, partner, store, touch, unread, watch } from "./store.js";
import { appTabs } from "./tabs.js";
import { fetchThread } from "./thread.js";

const MOST = 5000; // messages that the workspace gives at once
const INLINE = 20; // threads of an agent's conversation that are shown within it

export function conversationPane() {
  const list = new MessageList("Messages");
  const shown = () => (place.channel ? messagesOf(place.channel) : []);
  const composer = new Composer({ messages: shown, sent: () => list.toEnd() });
  const head = el("header.pane-head");
  const kept = el("div.shelf-place");
  const offered = el("div.prompts-place");
  const closed = el("div.composer-closed", { hidden: true });
  const node = el("main.conversation", { "aria-label": "Conversation" }, head, kept, list.node, offered, composer.node, closed);
  const entered = new Set(); // who has opened the app's conversation: the app stays beside what they look at
  let opened = null; // "CHANNEL:USER" that is shown
  let shelved = null; // the channel object whose shelf is drawn
  let entering = false; // the app must yet be told that its conversation was opened
  let lastRead = null; // what was read when it was opened: the line “New” stands there

  list.onscrolled = () => {
    const known = conversation(place.channel);
    if (list.scroller.scrollTop < 200 && known.hasMore && !known.loading) fetchEarlier(known, list);
    markRead();
  };

  function draw() {
    const channel = openConversation();
    node.hidden = place.view !== "channel" || !channel;
    if (node.hidden) {
      opened = null;
      return;
    }
    const key = `${channel.id}:${store.me}`;
    const known = conversation(channel.id);
    const arrived = opened !== key;
    if (arrived) {
      opened = key;
      lastRead = unread(channel).count ? (channel.last_read?.[store.me] ?? null) : null;
      entering = isAppConversation(channel);
      if (entering) entered.add(store.me);
      else {
        place.before = channel.id;
        if (entered.has(store.me)) tellContext(channel);
      }
    }
    if (!known.loaded && !known.loading) fetchMessages(known, known.limit);
    if (entering && known.loaded) {
      entering = false;
      enterApp(channel, known);
    }
    drawHead(channel);
    if (shelved !== channel) kept.replaceChildren(...shelf((shelved = channel)));
    drawMessages(channel, known);
    const app = isAppConversation(channel);
    const open = !app || (store.app.messages_tab && !store.app.messages_read_only);
    const writable = open && !(app && store.app.assistant_view);
    composer.node.hidden = !writable;
    closed.hidden = writable;
    closed.replaceChildren(open ? el("button.button", { type: "button", onclick: () => beginAssistant(channel) }, icon("plus", 16), "New conversation") : "Sending messages to this app has been turned off.");
    const name = channel.kind === "im" || channel.kind === "mpim" ? channelName(channel) : `#${channelName(channel)}`;
    composer.open({ channel: channel.id }, name);
    offered.replaceChildren(...(writable ? prompts(channel.id, "", (text) => (composer.begin(text), composer.send())) : []));
    if (arrived && !place.thread && matchMedia("(min-width: 700px)").matches) composer.focus();
    markRead();
  }

  function drawHead(channel) {
    const direct = channel.kind === "im" || channel.kind === "mpim";
    const sign = direct ? avatar(partner(channel), 24) : icon(channel.kind === "group" ? "lock" : "hash");
    const details = (event) => channelDetails(channel, event.currentTarget);
    const members = !direct && el("button.members-button", { type: "button", "aria-label": `${channel.members.length} members`, title: "Members", onclick: details }, channel.members.slice(0, 3).map((id) => avatar(id, 20)), el("span", {}, String(channel.members.length)));
    head.replaceChildren(
      el("button.quiet.only-narrow", { type: "button", "aria-label": "Open the sidebar", onclick: () => toggleDrawer(true) }, icon("menu")),
      el("div.pane-title", {}, el("h1", {}, el("button.title-button", { type: "button", onclick: details }, sign, el("span", {}, channelName(channel)))), channel.topic?.value && el("span.pane-note", { title: channel.topic.value }, channel.topic.value)),
      ...[isAppConversation(channel) && appTabs("messages"), members].filter(Boolean),
    );
  }

  function drawMessages(channel, known) {
    if (list.atEnd && known.loaded) known.trim(place.thread);
    const messages = known.inChannel(store.me);
    const agent = working(channel.id, "");
    const inline = isAppConversation(channel) && store.app.agent_view ? threadsWithin(known, messages) : () => [];
    const before = known.loaded && !known.hasMore ? [introduction(channel, messages.length === 0, composer)] : known.loaded ? [earlier()] : messages.length ? [] : [loading()];
    const after = agent ? [{ key: "status", version: [agent], build: () => statusLine(agent) }] : [];
    list.draw({ place: opened, channel: channel.id, messages, before, after, lastRead, focus: place.thread ? null : place.focus, inline });
    if (place.focus && known.hasMore && !place.thread && !known.messages.has(place.focus) && !known.loading) fetchMessages(known, MOST);
  }

  /** In an agent's own conversation the answers stand under their questions, as a chat does. */
  function threadsWithin(known, messages) {
    const parents = messages.filter((one) => one.reply_count || known.whispers(one.ts, store.me)).slice(-INLINE);
    for (const one of parents) if (!known.threads.has(one.ts)) fetchThread(known, one.ts);
    const open = new Set(parents.map((one) => one.ts));
    return (message) => (open.has(message.ts) ? known.thread(message.ts, store.me).slice(1) : []);
  }

  function markRead() {
    const channel = openConversation();
    if (!channel || place.view !== "channel" || document.hidden || !list.atEnd || !conversation(channel.id).loaded) return;
    if (!unread(channel).count) return;
    channel.unread = { ...channel.unread, [store.me]: 0 };
    channel.mentions = { ...channel.mentions, [store.me]: 0 };
    act("read", { channel: channel.id }, { quiet: true });
    touch("workspace");
  }

  watch(["view", "messages", "workspace", "agent"], draw);
  return { node, composer, list };
}

/** The app hears that its conversation was opened. In the older assistant view that begins a thread, unless an unused one is there. */
async function enterApp(channel, known) {
  if (!store.app.assistant_view) {
    await act("open-dm", contextOf(), { quiet: true });
    return;
  }
  const last = known.inChannel(store.me).at(-1);
  if (place.thread) return;
  if (last?.subtype === "assistant_app_thread" && !last.reply_count) openThread(channel.id, last.ts);
  else await beginAssistant(channel);
}

/** In the agent view the app hears what one looks at. */
const tellContext = (channel) => store.app.agent_view && act("context", { channel: channel.id }, { quiet: true });

async function beginAssistant(channel) {
  const answer = await act("open-dm", contextOf(), { quiet: true });
  if (answer.thread_ts && place.channel === channel.id) openThread(channel.id, answer.thread_ts);
}

function contextOf() {
  const before = store.channels.get(place.before);
  return before?.members.includes(store.me) ? { context: before.id } : {};
}

async function fetchMessages(known, limit) {
  known.limit = limit;
  known.loading = look(`messages/${known.channel}?limit=${limit}&user=${store.me}`);
  const answer = await known.loading;
  known.loading = null;
  if (!answer.ok) return;
  known.take(answer);
  touch("messages");
}

/** What came before, put above without moving what is in view. */
async function fetchEarlier(known, list) {
  const first = list.messageNodes()[0];
  const before = first?.getBoundingClientRect().top;
  await fetchMessages(known, Math.min(known.limit + 2 * PAGE, MOST));
  const settle = () => first?.isConnected && (list.scroller.scrollTop += first.getBoundingClientRect().top - before);
  requestAnimationFrame(() => requestAnimationFrame(settle)); // after the frame that draws them; where the browser did it there is nothing to do
}

const earlier = () => ({ key: "earlier", version: [], build: () => el("p.empty", {}, "Loading earlier messages…") });
const loading = () => ({ key: "loading", version: [], build: () => el("div.skeletons", { "aria-hidden": "true" }, [1, 2, 3].map(() => el("div.skeleton", {}, el("i"), el("b"), el("b")))) });
