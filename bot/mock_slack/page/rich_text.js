// The rich_text block: sections, lists, quotes, preformatted text, and everything that stands in a line.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, date, groupMention, link, userMention } from "./links.js";
import { withEmoji } from "./mrkdwn.js";
import { store } from "./store.js";
import { unknown } from "./unknown.js";

export function richText(block) {
  const parts = Array.isArray(block?.elements) ? block.elements : [];
  return el("div.rich-text", {}, nested(parts));
}

/** Lists that follow one another with growing indents become one list within another. */
function nested(parts) {
  const nodes = [];
  let numbers = []; // how far the ordered lists of each depth have counted
  for (const part of parts) {
    if (part.type !== "rich_text_list") numbers = [];
    nodes.push(element(part, numbers));
  }
  return nodes;
}

function element(part, numbers) {
  const children = Array.isArray(part.elements) ? part.elements : [];
  switch (part.type) {
    case "rich_text_section":
      return el("div.rich-section", {}, children.map(inlineElement));
    case "rich_text_preformatted":
      return el("pre.code", { class: part.border ? "bordered" : "" }, el("code", {}, children.map(inlineElement)));
    case "rich_text_quote":
      return el("blockquote", {}, children.map(inlineElement));
    case "rich_text_list":
      return list(part, children, numbers);
    default:
      return unknown(part, "element");
  }
}

function list(part, children, numbers) {
  const indent = Math.min(Math.max(Number(part.indent) || 0, 0), 8);
  const ordered = part.style === "ordered";
  numbers.length = indent + 1;
  const start = Number(part.offset) > 0 ? Number(part.offset) + 1 : (numbers[indent] ?? 0) + 1;
  if (ordered) numbers[indent] = start + children.length - 1;
  const items = children.map((child) => el("li", {}, child.type === "rich_text_section" ? (child.elements ?? []).map(inlineElement) : element(child, [])));
  const node = el(`${ordered ? "ol" : "ul"}.rich-list.indent-${indent}.style-${indent % 3}`, ordered ? { start } : {}, items);
  return part.border ? el("div.bordered", {}, node) : node;
}

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code", highlight: "mark" };

function inlineElement(part) {
  let node = bare(part);
  for (const [name, tag] of Object.entries(STYLES)) if (part.style?.[name]) node = el(tag, {}, node);
  return node;
}

function bare(part) {
  switch (part.type) {
    case "text":
      return part.style?.code ? String(part.text ?? "") : withEmoji(String(part.text ?? ""));
    case "link":
      return link(part.url, part.text ? [String(part.text)] : [String(part.url)]);
    case "user":
      return userMention(part.user_id);
    case "channel":
      return channelMention(part.channel_id);
    case "usergroup":
      return groupMention(part.usergroup_id);
    case "team":
      return el("span.mention", {}, part.team_id === store.team.id ? store.team.name : String(part.team_id));
    case "emoji":
      return emoji(part.name, part.unicode);
    case "broadcast":
      return broadcast(part.range);
    case "date":
      return date(part.timestamp, part.format, part.url, part.fallback);
    case "color":
      return color(part.value);
    default:
      return unknown(part, "element");
  }
}

function color(value) {
  const swatch = el("span.swatch");
  if (/^#[0-9a-f]{6}$/i.test(value)) swatch.style.backgroundColor = value;
  return el("span.color", {}, swatch, el("code", {}, String(value)));
}
