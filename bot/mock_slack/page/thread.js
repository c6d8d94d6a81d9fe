// The thread that is open beside the conversation.

import { look } from "./api.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { statusLine, working } from "./message.js";
import { MessageList } from "./message_list.js";
import { closeThread, openConversation, place } from "./navigation.js";
import { prompts } from "./prompts.js";
import { agentThread, channelName, conversation, store, touch, watch } from "./store.js";

export function threadPane() {
  const list = new MessageList("Messages of the thread");
  const shown = () => (place.thread && place.channel ? conversation(place.channel).thread(place.thread, store.me) : []);
  const composer = new Composer({ thread: true, messages: shown, sent: () => list.toEnd() });
  const title = el("h2");
  const under = el("span.pane-note");
  const offered = el("div.prompts-place");
  const close = el("button.quiet", { type: "button", "aria-label": "Close thread", title: "Close (Esc)", onclick: closeThread }, icon("close"));
  const node = el("aside.pane", { "aria-label": "Thread", hidden: true }, el("header.pane-head", {}, el("div.pane-title", {}, title, under), close), list.node, offered, composer.node);
  let before = null;
  const pane = { node, composer, list };

  function draw() {
    const channel = openConversation();
    const open = channel && place.thread && place.view === "channel";
    node.hidden = !open;
    if (!open) {
      before = null;
      return;
    }
    const known = conversation(channel.id);
    if (!known.threads.has(place.thread)) fetchThread(known, place.thread);
    const agent = agentThread(channel.id, place.thread);
    title.textContent = agent?.title || "Thread";
    const name = channel.kind === "im" || channel.kind === "mpim" ? channelName(channel) : `#${channelName(channel)}`;
    under.textContent = name;
    const messages = shown();
    const work = working(channel.id, place.thread);
    const status = work ? [{ key: "status", version: [work], build: () => statusLine(work) }] : [];
    const missing = known.threads.has(place.thread) && !messages.length ? [{ key: "missing", version: [], build: () => el("p.empty", {}, "This thread is no longer there.") }] : [];
    list.draw({ place: `${channel.id}:${place.thread}:${store.me}`, channel: channel.id, messages, inThread: true, focus: place.focus, after: [...missing, ...status] });
    offered.replaceChildren(...prompts(channel.id, place.thread, (text) => composer.place && sendPrompt(composer, text)));
    composer.open({ channel: channel.id, thread: place.thread }, name);
    if (before !== place.thread) {
      before = place.thread;
      composer.focus();
    }
  }
  watch(["view", "messages", "workspace", "agent"], draw);
  return pane;
}

function sendPrompt(composer, text) {
  composer.begin(text);
  composer.send();
}

export async function fetchThread(known, ts) {
  known.fetching ??= new Set();
  if (known.fetching.has(ts)) return;
  known.fetching.add(ts);
  const answer = await look(`messages/${known.channel}?thread_ts=${encodeURIComponent(ts)}&user=${store.me}`);
  known.fetching.delete(ts);
  if (answer.ok) known.take(answer, ts);
  else if (!answer.offline) known.threads.add(ts); // there is no such thread
  touch("messages");
}
