// The journal as far as this page has it: fetched once, then kept up by the stream.

import { look } from "./api.js";
import { touch } from "./store.js";

const KEPT = 5000;

export const entries = new Map(); // by number
const underway = new Set(); // for each fetch that is on its way, what came meanwhile
let wanted = false;

/** Fetch what went over the wire before; from then on lines come with the stream. */
export async function openJournal() {
  if (wanted) return;
  wanted = true;
  await refetchJournal();
}

/** The whole journal again; lines that come while it is on its way are newer than it. */
export async function refetchJournal() {
  const came = [];
  underway.add(came);
  const answer = await look("log");
  underway.delete(came);
  if (!answer.ok) return;
  entries.clear();
  for (const entry of answer.entries) entries.set(entry.number, entry);
  for (const { entry, number } of came) if (number > answer.number) entries.set(entry.number, entry);
  touch("journal");
}

export const journalOpen = () => wanted;

/** A line that the change `number` brought. */
export function takeEntry(entry, number) {
  if (!wanted) return;
  for (const came of underway) came.push({ entry, number });
  entries.set(entry.number, entry);
  if (entries.size > KEPT) entries.delete(entries.keys().next().value);
  touch("journal");
}
