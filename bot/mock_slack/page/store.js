// What the page knows of the workspace, and who wants to hear when it changes.

import { Conversation } from "./conversation_state.js";
import { actAs, actingAs } from "./preferences.js";

export const store = {
  ready: false,
  online: true,
  run: null,
  number: 0,
  me: null,
  team: {},
  app: {},
  users: new Map(),
  usergroups: new Map(),
  channels: new Map(), // as the server's state has them: with last_read and unread by user
  conversations: new Map(), // what is known of their messages
  agentThreads: new Map(), // by "CHANNEL:THREAD_TS"
  modals: new Map(), // the stack of views by user
  modalErrors: new Map(), // by view id
  homes: new Map(),
  connection: { sockets: 0, http: null },
  offset: 0,
  faults: [],
  seed: 0,
  rateLimits: false,
  epoch: 0, // grows when names or channels change, so that everything that shows them is drawn anew
};

export const now = () => Date.now() / 1000 + store.offset;
export const user = (id) => store.users.get(id);
export const me = () => store.users.get(store.me);
export const people = () => [...store.users.values()].filter((one) => !one.is_bot && !one.deleted);
export const isBot = (id) => id === store.app.bot_user;
export const appName = () => user(store.app.bot_user)?.real_name || store.app.name || "the app";
export const appHandle = () => user(store.app.bot_user)?.name || "app";
export const connected = () => Boolean(store.connection.sockets || store.connection.http);

export function nameOf(id) {
  if (id === "USLACKBOT") return "Slackbot";
  const found = user(id);
  return found ? found.profile?.display_name || found.real_name || found.name : id;
}

export const fullName = (id) => (id === "USLACKBOT" ? "Slackbot" : user(id)?.real_name || nameOf(id));

/** The conversations that the acting person is in, by section of the sidebar. */
export function sections() {
  const mine = [...store.channels.values()].filter((one) => one.members.includes(store.me) && !one.is_archived);
  const byName = (a, b) => channelName(a).localeCompare(channelName(b));
  const rooms = mine.filter((one) => one.kind === "channel" || one.kind === "group");
  const direct = mine.filter((one) => one.kind === "im" || one.kind === "mpim");
  return {
    channels: rooms.sort((a, b) => Number(b.is_general) - Number(a.is_general) || byName(a, b)),
    people: direct.filter((one) => !isAppConversation(one)).sort(byName),
    app: direct.find(isAppConversation),
  };
}

export const isAppConversation = (channel) => channel?.kind === "im" && channel.members.includes(store.app.bot_user);

export function partner(channel) {
  return channel.members.find((one) => one !== store.me) ?? store.me;
}

export function channelName(channel) {
  if (channel.kind === "im") return fullName(partner(channel));
  if (channel.kind === "mpim") return channel.members.filter((one) => one !== store.me).map(nameOf).join(", ");
  return channel.name;
}

export function conversation(channel) {
  let found = store.conversations.get(channel);
  if (!found) store.conversations.set(channel, (found = new Conversation(channel)));
  return found;
}

/** How many messages the acting person has not read, and whether one of them names them. */
export function unread(channel) {
  const count = channel.unread?.[store.me] ?? 0;
  const direct = channel.kind === "im" || channel.kind === "mpim";
  return { count, mentions: direct ? count : (channel.mentions?.[store.me] ?? 0) };
}

export const agentThread = (channel, thread) => store.agentThreads.get(`${channel}:${thread ?? ""}`);

/** Everything anew from GET /_control/state. What was loaded of conversations must be fetched again. */
export function takeState(state) {
  const before = user(store.me);
  Object.assign(store, { run: state.run, number: state.number, team: state.team, app: state.app, rateLimits: state.rate_limits });
  Object.assign(store, { faults: state.faults, seed: state.seed, connection: state.connection, offset: state.clock.now - Date.now() / 1000 });
  store.users = new Map(state.users.map((one) => [one.id, one]));
  store.usergroups = new Map(state.usergroups.map((one) => [one.id, one]));
  store.channels = new Map(state.channels.map((one) => [one.id, one]));
  store.agentThreads = new Map(state.agent_threads.map((one) => [`${one.channel}:${one.thread_ts}`, one]));
  store.modals = new Map(Object.entries(state.modals));
  store.homes = new Map(Object.entries(state.homes));
  for (const id of store.conversations.keys()) if (!store.channels.has(id)) store.conversations.delete(id);
  for (const one of store.conversations.values()) one.forget();
  const wanted = store.me ?? actingAs();
  const known = people();
  const chosen = known.find((one) => one.id === wanted) ?? known.find((one) => one.name === before?.name) ?? known[0];
  store.me = chosen?.id ?? null;
  store.ready = true;
  store.epoch += 1;
  touch("workspace", "messages", "modals", "home", "agent", "conditions", "journal");
}

export function becomes(id) {
  store.me = id;
  store.epoch += 1;
  actAs(id);
  touch("workspace", "messages", "modals", "home", "agent");
}

// --- how far the stream has come

const waiting = new Set();
const PATIENCE = 2000; // milliseconds: without a stream one goes on all the same

/** What the change `number` brought is in the store. */
export function reached(number) {
  store.number = Math.max(store.number, number);
  for (const one of waiting) if (one.number <= store.number) one.done();
}

/** Resolves when the store holds the change `number`: an answer to a call may be here before the change that it made. */
export function caughtUp(number) {
  if (!(number > store.number) || !store.online) return Promise.resolve();
  return new Promise((resolve) => {
    const one = { number, done: () => (waiting.delete(one), resolve()) };
    waiting.add(one);
    setTimeout(one.done, PATIENCE);
  });
}

// --- who wants to hear

const watchers = [];
const touched = new Set();
let due = false;

/** Call `draw` soon after one of the topics was touched: workspace, messages, modals, home, agent, journal, conditions, view. */
export function watch(topics, draw) {
  watchers.push({ topics, draw });
}

export function touch(...topics) {
  for (const topic of topics) touched.add(topic);
  if (due) return;
  due = true;
  if (document.hidden) setTimeout(flush, 100); // a hidden page is given no frames, but its title still counts what is unread
  else requestAnimationFrame(flush);
}

function flush() {
  due = false;
  const now = new Set(touched);
  touched.clear();
  for (const { topics, draw } of watchers) if (topics.some((topic) => now.has(topic))) draw();
}

document.addEventListener("visibilitychange", () => touch("view"));
