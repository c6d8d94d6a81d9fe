// What an agent suggests to ask.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { busy } from "./message.js";
import { agentThread, isAppConversation, store } from "./store.js";

/** The suggestions of a conversation (or of one of its threads), as a list of one node or none. `choose` sends a message. */
export function prompts(channel, thread, choose) {
  const agent = agentThread(channel, thread ?? "");
  const own = agent?.prompts?.length ? agent.prompts : [];
  const manifest = !thread && isAppConversation(store.channels.get(channel)) ? store.app.prompts : [];
  const offered = own.length ? own : manifest;
  if (!offered?.length || busy(agent)) return [];
  const buttons = offered.slice(0, 4).map((one) => el("button.prompt", { type: "button", title: one.message, onclick: () => choose(one.message) }, icon("sparkle", 16), el("span", {}, one.title)));
  return [el("div.prompts", { role: "group", "aria-label": "Suggestions" }, agent?.prompts_title && el("div.prompts-title", {}, agent.prompts_title), el("div.prompts-row", {}, buttons))];
}
