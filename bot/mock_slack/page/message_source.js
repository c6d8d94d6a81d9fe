// A message as the app sees it: its JSON.

import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import { copy } from "./message_toolbar.js";

export function showSource(message, channel) {
  const json = JSON.stringify({ channel, ...message }, null, 2);
  const button = el("button.button", { type: "button", onclick: () => copy(json, "JSON copied.") }, "Copy");
  dialog({ title: "The message as the app sees it", body: el("pre.code", {}, el("code", {}, json)), footer: [button], kind: "wide" });
}
