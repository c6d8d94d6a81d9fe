// Who somebody is, beside their name.

import { look } from "./api.js";
import { avatar } from "./avatars.js";
import { el } from "./dom.js";
import { onProfile, openChannel } from "./navigation.js";
import { closedOwn, popover } from "./popover.js";
import { becomes, caughtUp, fullName, isBot, sections, store } from "./store.js";

export function start() {
  onProfile((id, anchor) => {
    if (closedOwn(anchor)) return;
    const known = store.users.get(id);
    const facts = [known?.profile?.title, known && `@${known.name}`, known?.profile?.email].filter(Boolean);
    const buttons = known && id !== store.me && [
      el("button.button", { type: "button", onclick: () => (close(), message(id)) }, "Message"),
      !known.is_bot && el("button.button", { type: "button", onclick: () => (close(), becomes(id)) }, `Act as ${known.name}`),
    ];
    const about = isBot(id) && store.app.description;
    const card = el("div.profile", {}, el("div.profile-head", {}, avatar(id, 72), el("div", {}, el("strong.profile-name", {}, fullName(id), known?.is_bot && el("span.badge", {}, "APP")), facts.map((one) => el("div.small-print", {}, one)))), about && el("p", {}, about), el("p.small-print", {}, el("code", {}, id)), buttons && el("div.profile-buttons", {}, buttons));
    const close = popover(anchor, card, { label: `Profile of ${fullName(id)}` });
    card.querySelector("button")?.focus();
  });
}

/** Open the direct message with somebody; the workspace makes it when there is none. */
export async function message(id) {
  if (isBot(id)) return openChannel(sections().app?.id ?? "");
  const answer = await look(`messages/${id}?user=${store.me}`);
  if (!answer.ok) return;
  await caughtUp(answer.number); // a conversation that is not in the store yet can't be opened
  openChannel(answer.channel);
}
