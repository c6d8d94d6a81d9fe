// The stream of changes: what happens in the workspace reaches the store, and a workspace that went away is waited for.

import { look } from "./api.js";
import { isTopLevel } from "./conversation_state.js";
import { journalOpen, refetchJournal, takeEntry } from "./journal.js";
import { conversation, isBot, reached, store, takeState, touch } from "./store.js";
import { toast } from "./toasts.js";

let source = null;
let wait = 500;
let fetching = null;
const held = []; // changes that came while everything was fetched

/** Fetch everything, then listen. Resolves when the page has something to show. */
export async function start() {
  while (!(await refetch())) await pause();
  listen();
}

/**
 * Everything anew; false when the workspace does not answer. Calls that come meanwhile share one fetch. It is begun again if
 * the workspace was reset meanwhile, and changes that arrive before it does wait for it, for it may be older than they are.
 */
export function refetch() {
  fetching ??= fetchAll().finally(() => {
    fetching = null;
    for (const change of held.splice(0)) apply(change);
  });
  return fetching;
}

async function fetchAll() {
  const state = await look("state");
  if (!state.ok) return false;
  takeState(state);
  if (journalOpen()) await refetchJournal();
  return true;
}

function listen() {
  source?.close();
  source = new EventSource(`/_control/stream?since=${store.run}-${store.number}`);
  source.onerror = lost;
  for (const kind of Object.keys(HANDLERS)) {
    source.addEventListener(kind, (event) => {
      const change = { kind, number: Number(event.lastEventId.split("-").pop()) || store.number, body: JSON.parse(event.data) };
      if (fetching && kind !== "hello") held.push(change);
      else apply(change);
    });
  }
}

function apply({ kind, number, body }) {
  if (number < store.number) return; // what was fetched is newer
  HANDLERS[kind](body, number);
  reached(number);
}

async function lost() {
  if (store.online) setOnline(false);
  if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
  await pause();
  listen();
}

async function hello(body) {
  wait = 500;
  if (body.run !== store.run || !store.online) await refetch(); // a new workspace, or one that we lost sight of
  setOnline(true);
}

function setOnline(online) {
  store.online = online;
  touch("connection");
}

async function pause() {
  await new Promise((done) => setTimeout(done, wait));
  wait = Math.min(wait * 1.5, 5000);
}

const HANDLERS = {
  hello,
  refetch,
  reset: refetch,
  message({ channel, message, new: isNew }, number) {
    const known = store.channels.get(channel);
    conversation(channel).put(message, number);
    if (isNew && known) count(known, message);
    touch("messages");
  },
  message_deleted({ channel, ts }, number) {
    conversation(channel).remove(ts, number);
    touch("messages");
  },
  ephemeral({ channel, user, message }) {
    conversation(channel).ephemerals.set(message.ts, { user, message });
    touch("messages");
  },
  ephemeral_deleted({ channel, ts }) {
    conversation(channel).ephemerals.delete(ts);
    touch("messages");
  },
  channel({ channel }) {
    const known = store.channels.get(channel.id);
    store.channels.set(channel.id, { last_read: {}, unread: {}, latest: null, ...known, ...channel });
    store.epoch += 1;
    touch("workspace", "messages");
  },
  user({ user }) {
    store.users.set(user.id, user);
    store.epoch += 1;
    touch("workspace", "messages");
  },
  usergroup({ usergroup }) {
    store.usergroups.set(usergroup.id, usergroup);
    store.epoch += 1;
    touch("messages");
  },
  read({ channel, user, last_read }) {
    const known = store.channels.get(channel);
    if (!known) return;
    known.last_read = { ...known.last_read, [user]: last_read };
    const later = [...conversation(channel).messages.values()].filter((one) => one.ts > last_read && isTopLevel(one) && one.user !== user);
    known.unread = { ...known.unread, [user]: later.length };
    known.mentions = { ...known.mentions, [user]: 0 };
    touch("workspace");
  },
  agent_thread(thread) {
    store.agentThreads.set(`${thread.channel}:${thread.thread_ts}`, thread);
    touch("agent");
  },
  modals({ user, stack }) {
    store.modals.set(user, stack);
    for (const view of stack) if (view !== stack.at(-1)) store.modalErrors.delete(view.id);
    touch("modals");
  },
  modal_error({ view_id, text, errors }) {
    store.modalErrors.set(view_id, { text, errors });
    touch("modals");
  },
  home({ user, view }) {
    store.homes.set(user, view);
    touch("home");
  },
  notice({ user, text }) {
    if (user === store.me) toast(text);
  },
  connection(body) {
    store.connection = { ...store.connection, ...body };
    touch("workspace", "conditions");
  },
  clock({ now }) {
    store.offset = now - Date.now() / 1000;
    touch("conditions", "messages");
  },
  faults({ faults, seed }) {
    store.faults = faults;
    store.seed = seed;
    touch("conditions");
  },
  rate_limits({ on }) {
    store.rateLimits = on;
    touch("conditions");
  },
  journal: ({ entry }, number) => takeEntry(entry, number),
};

/** A new message is unread for every other member, and counts double where it names them. */
function count(channel, message) {
  channel.latest = message.ts;
  if (!isTopLevel(message)) return;
  for (const reader of channel.members) {
    if (isBot(reader)) continue;
    if (reader === message.user && !message.bot_id) {
      channel.last_read = { ...channel.last_read, [reader]: message.ts };
      channel.unread = { ...channel.unread, [reader]: 0 };
      continue;
    }
    channel.unread = { ...channel.unread, [reader]: (channel.unread?.[reader] ?? 0) + 1 };
    const named = message.text?.includes(`<@${reader}`) || /<!(here|channel|everyone)/.test(message.text ?? "");
    if (named) channel.mentions = { ...channel.mentions, [reader]: (channel.mentions?.[reader] ?? 0) + 1 };
  }
  touch("workspace");
}
