// The journal as far as this page has it: fetched once, then kept up by the stream.

import { look } from "./api.js";
import { touch } from "./store.js";

const KEPT = 5000;

export const entries = new Map(); // by number
let wanted = false;

/** Fetch what went over the wire before; from then on lines come with the stream. */
export async function openJournal() {
  if (wanted) return;
  wanted = true;
  await refetchJournal();
}

export async function refetchJournal() {
  const answer = await look("log");
  if (!answer.ok) return;
  entries.clear();
  for (const entry of answer.entries) entries.set(entry.number, entry);
  touch("journal");
}

export const journalOpen = () => wanted;

export function takeEntry(entry) {
  if (!wanted) return;
  entries.set(entry.number, entry);
  if (entries.size > KEPT) entries.delete(entries.keys().next().value);
  touch("journal");
}
