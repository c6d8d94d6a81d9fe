// A call: who is in it, and how to join.

import { avatar } from "../avatars.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { safeUrl } from "../links.js";

export function call(block) {
  const facts = block.call?.v1 ?? {};
  const url = safeUrl(facts.join_url ?? "");
  const users = (facts.active_participants ?? facts.all_participants ?? []).slice(0, 6).map((one) => (one.slack_id ? avatar(one.slack_id, 24) : el("span", {}, String(one.display_name ?? ""))));
  const state = facts.has_ended ? "Ended" : facts.date_start ? "Happening now" : "Call";
  const join = url && !facts.has_ended && el("a.button.primary", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, "Join");
  return el("div.framed.row", {}, icon("phone", 24), el("span.file-words", {}, el("strong", {}, String(facts.name ?? block.call_id ?? "Call")), el("span.small-print", {}, [state, facts.display_id].filter(Boolean).join(" · "))), el("span.faces", {}, users), join);
}
