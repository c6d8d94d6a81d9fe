// A service that a person can connect with.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { icon } from "../icons.js";
import { safeUrl } from "../links.js";
import { plain, textObject, textOf } from "../mrkdwn.js";

export function authProvider(block, surface) {
  const identity = [block.connected_identity, block.connected_context].filter(Boolean).map(textOf).join(" · ");
  const url = safeUrl((block.is_connected ? block.disconnect_url : block.auth_url) ?? "");
  const words = el("span.file-words", {}, el("strong", {}, textObject(block.name)), el("span.small-print", {}, block.is_connected && identity ? plain(identity) : textObject(block.description)));
  const act = url && el(`a.button${block.is_connected ? "" : ".primary"}`, { href: url.href, target: "_blank", rel: "noopener noreferrer" }, block.is_connected ? "Disconnect" : "Connect");
  return el("div.framed.row", {}, icon("plug", 24), words, act, block.is_connected && block.accessory && element(block.accessory, surface));
}
