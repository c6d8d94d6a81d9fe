// Attachments: blocks or the older fields behind a bar of colour.

import { el } from "./dom.js";
import { drawBlocks } from "./blocks/index.js";
import { picture } from "./elements/picture.js";
import { link } from "./links.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { exactTime } from "./times.js";

const NAMED = { good: "2eb67d", warning: "ecb22e", danger: "e01e5a" };

export function attachments(given, surface) {
  return (Array.isArray(given) ? given : []).map((one) => attachment(one, surface));
}

function attachment(given, surface) {
  const bar = el("span.attachment-bar", { "aria-hidden": "true" });
  const color = String(NAMED[given.color] ?? given.color ?? "").replace(/^#/, "");
  if (/^[0-9a-f]{6}$/i.test(color)) bar.style.backgroundColor = `#${color}`;
  const content = given.blocks?.length ? drawBlocks(given.blocks, surface) : legacy(given, surface);
  return [given.pretext && el("div.text", {}, mrkdwn(given.pretext)), el("div.attachment", {}, bar, el("div.attachment-body", {}, content))];
}

function legacy(given, surface) {
  const image = (address, large) => address && picture({ image_url: address, alt_text: given.fallback ?? "" }, surface, { large });
  const author = given.author_name && el("div.attachment-author", {}, image(given.author_icon), given.author_link ? link(given.author_link, [String(given.author_name)]) : String(given.author_name), given.author_subname && el("span.small-print", {}, String(given.author_subname)));
  const service = !given.author_name && given.service_name && el("div.attachment-author", {}, image(given.service_icon), String(given.service_name));
  const title = given.title && el("div.attachment-title", {}, given.title_link ? link(given.title_link, [String(given.title)]) : plain(given.title));
  const fields = Array.isArray(given.fields) && given.fields.length > 0 && el("div.fields.legacy", {}, given.fields.map((field) => el(`div.text${field.short ? "" : ".long"}`, {}, el("strong", {}, plain(field.title ?? "")), el("div", {}, mrkdwn(field.value ?? "")))));
  const foot = (given.footer || given.ts) && el("div.small-print.attachment-foot", {}, image(given.footer_icon), [given.footer && String(given.footer), given.ts && exactTime(given.ts)].filter(Boolean).join(" · "));
  const buttons = Array.isArray(given.actions) && given.actions.length > 0 && el("div.block-actions", {}, given.actions.map((one) => el("button.button", { type: "button", disabled: true, title: "Actions of old attachments do nothing here" }, String(one.text ?? one.name ?? ""))));
  const words = el("div.attachment-words", {}, author, service, title, given.text && el("div.text", {}, mrkdwn(given.text)), fields, buttons, image(given.image_url, true), foot);
  const thumb = !given.image_url && given.thumb_url && el("div.attachment-thumb", {}, image(given.thumb_url));
  const empty = ![given.author_name, given.service_name, given.title, given.text, given.fields, given.image_url, given.thumb_url, given.footer, given.actions].some(Boolean);
  return empty ? plain(given.fallback ?? "") : [words, thumb];
}
