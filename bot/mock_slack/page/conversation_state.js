// The messages of one conversation as far as this page has them: the channel's own, replies, ephemeral ones.

export const PAGE = 100;

export class Conversation {
  constructor(channel) {
    this.channel = channel;
    this.messages = new Map(); // by ts
    this.ephemerals = new Map(); // by ts: {user, message}
    this.limit = PAGE; // how many of the channel's own messages to ask for
    this.forget();
  }

  /** What is shown stays until it is fetched again, but counts as old. */
  forget() {
    this.loaded = false;
    this.loading = null;
    this.hasMore = false;
    this.threads = new Set(); // whose replies are all here
    this.changedAt = new Map(); // the number of the change by which a message (or its end) became known
  }

  put(message, number) {
    this.changedAt.set(message.ts, number);
    this.messages.set(message.ts, message);
  }

  remove(ts, number) {
    this.changedAt.set(ts, number);
    this.messages.delete(ts);
  }

  /** A fetched part replaces what is older than it; what changed while it was on its way stays. */
  take(answer, threadTs) {
    const fresh = new Set(answer.messages.map((one) => one.ts));
    const newer = (ts) => (this.changedAt.get(ts) ?? -1) > answer.number;
    for (const [ts, message] of this.messages) {
      const belongs = threadTs ? message.thread_ts === threadTs : isTopLevel(message);
      if (belongs && !fresh.has(ts) && !newer(ts)) this.messages.delete(ts);
    }
    for (const message of answer.messages) if (!newer(message.ts)) this.messages.set(message.ts, message);
    if (!threadTs) {
      this.ephemerals = new Map(answer.ephemerals.map((one) => [one.message.ts, one]));
      this.hasMore = answer.has_more;
      this.loaded = true;
    } else this.threads.add(threadTs);
  }

  /** Forget the oldest of the channel's own messages beyond `limit`, with their replies: they can be fetched again. */
  trim(keepThread) {
    const own = [...this.messages.values()].filter(isTopLevel);
    if (own.length <= this.limit + PAGE) return;
    const first = own.map((one) => one.ts).sort().at(-this.limit);
    for (const [ts, message] of this.messages) {
      const root = message.thread_ts ?? ts;
      if (ts < first && root < first && root !== keepThread) {
        this.messages.delete(ts);
        this.threads.delete(root);
      }
    }
    this.hasMore = true;
  }

  inChannel(reader) {
    return this.sorted((one) => isTopLevel(one), reader, (one) => !one.thread_ts || one.thread_ts === one.ts);
  }

  thread(ts, reader) {
    return this.sorted((one) => one.thread_ts === ts || one.ts === ts, reader, (one) => one.thread_ts === ts);
  }

  /** What only this reader sees of a thread: no count of replies tells of it. */
  whispers(ts, reader) {
    return [...this.ephemerals.values()].filter((one) => one.user === reader && one.message.thread_ts === ts && one.message.ts !== ts).length;
  }

  sorted(wanted, reader, whispered) {
    const found = [...this.messages.values()].filter(wanted);
    for (const one of this.ephemerals.values()) if (one.user === reader && whispered(one.message)) found.push(one.message);
    return found.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
  }
}

export function isTopLevel(message) {
  return !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
}
