// Buttons: with a style, a link, a confirmation; and the small ones that are only an icon.

import { el, oneOf } from "../dom.js";
import { hasIcon, icon } from "../icons.js";
import { safeUrl } from "../links.js";
import { textObject, textOf } from "../mrkdwn.js";
import { store } from "../store.js";

export function button(element, surface) {
  const url = element.url ? safeUrl(element.url) : null;
  const style = oneOf(["", "primary", "danger"], element.style);
  const properties = { ...described(element), onclick: (event) => press(event.currentTarget, element, surface), data: { focus: element.action_id ?? "" } };
  const kind = `button${style ? `.${style}` : ""}`;
  const content = textObject(element.text);
  if (!url) return el(`button.${kind}`, { type: "button", ...properties }, content);
  return el(`a.${kind}`, { href: url.href, target: "_blank", rel: "noopener noreferrer", ...properties }, content, icon("out", 14));
}

export function workflowButton(element) {
  return el(`button.button${oneOf(["", ".primary", ".danger"], element.style && `.${element.style}`)}`, { type: "button", disabled: true, title: "Workflows do not run in this workspace" }, icon("bolt", 14), textObject(element.text));
}

const ICONS = { trash: "trash", delete: "trash", edit: "pencil", pencil: "pencil", refresh: "refresh", copy: "copy", link: "link", share: "out", star: "sparkle" };

export function iconButton(element, surface) {
  const readers = element.visible_to_user_ids;
  if (Array.isArray(readers) && readers.length && !readers.includes(store.me)) return el("span", { hidden: true });
  const name = ICONS[element.icon] ?? (hasIcon(element.icon) ? element.icon : null);
  const label = element.accessibility_label || textOf(element.text);
  const press_ = (event) => press(event.currentTarget, element, surface);
  return el("button.quiet.icon-button", { type: "button", "aria-label": label, title: textOf(element.text), onclick: press_, data: { focus: element.action_id ?? "" } }, name ? icon(name) : textObject(element.text));
}

function described(element) {
  return { "aria-label": element.accessibility_label || null };
}

async function press(node, element, surface) {
  if (node.getAttribute("aria-busy")) return;
  node.setAttribute("aria-busy", "true");
  await surface.send(element, null);
  node.removeAttribute("aria-busy");
}
