// The control API of the workspace, as the person who acts.

import { caughtUp, store } from "./store.js";
import { toast } from "./toasts.js";

/**
 * POST /_control/NAME as the acting user; what came of it is in the store when the answer is here.
 * Never throws: `{ok: false, error}` when it failed, and the person has been told.
 */
export async function act(name, body = {}, { quiet = false } = {}) {
  const answer = await send(`/_control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: store.me, ...body }),
  });
  await caughtUp(answer.number);
  if (!answer.ok && !quiet && !answer.shown && !answer.errors) toast(sentence(answer.error), "error");
  return answer;
}

export async function look(path) {
  return send(`/_control/${path}`);
}

async function send(address, options) {
  try {
    const response = await fetch(address, options);
    return await response.json();
  } catch {
    return { ok: false, error: "The workspace does not answer.", offline: true };
  }
}

const SENTENCES = {
  not_in_channel: "You are not a member of this conversation.",
  is_archived: "This channel is archived.",
  thread_not_found: "This thread is no longer there.",
  already_reacted: "You have reacted with this already.",
  no_connection: "The app is not connected.",
  timeout: "The app did not answer in time.",
};

export function sentence(error) {
  return SENTENCES[error] ?? (error ? String(error) : "This did not work.");
}
