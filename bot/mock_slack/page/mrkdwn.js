// Slack's own markup, as nodes. `& < >` arrive escaped; what stands in < > is a reference.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, date, groupMention, link, userMention } from "./links.js";

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const FENCE = /```\n?([\s\S]*?)\n?```/g;

/** Text with markup as a list of nodes. */
export function mrkdwn(text) {
  const nodes = [];
  let end = 0;
  for (const fence of String(text ?? "").matchAll(FENCE)) {
    nodes.push(...lines(text.slice(end, fence.index).replace(/\n$/, "")));
    nodes.push(el("pre.code", {}, el("code", {}, literal(fence[1]))));
    end = fence.index + fence[0].length;
  }
  nodes.push(...lines(String(text ?? "").slice(end).replace(end ? /^\n/ : /^(?!)/, "")));
  return nodes;
}

/** Plain text: line breaks and emoji only. */
export function plain(text) {
  return withEmoji(unescape(String(text ?? "")));
}

/** A text object of Block Kit. */
export function textObject(object) {
  if (typeof object === "string") return plain(object);
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text);
}

/** What a text object says, without any markup. */
export function textOf(object) {
  return unescape(String(typeof object === "string" ? object : (object?.text ?? "")));
}

function lines(text) {
  const nodes = [];
  const rest = text.indexOf("&gt;&gt;&gt;");
  const whole = rest >= 0 && (rest === 0 || text[rest - 1] === "\n") ? rest : text.length;
  let quoted = [];
  const endQuote = () => {
    if (quoted.length) nodes.push(el("blockquote", {}, inline(quoted.join("\n"))));
    quoted = [];
  };
  let open = [];
  const endPlain = () => {
    if (open.length) nodes.push(...inline(open.join("\n")));
    open = [];
  };
  const head = text.slice(0, whole);
  for (const line of head ? head.split("\n") : []) {
    const quote = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quote) {
      endPlain();
      quoted.push(quote[1]);
    } else {
      endQuote();
      open.push(line);
    }
  }
  endQuote();
  if (whole < text.length && open.at(-1) === "") open.pop();
  endPlain();
  if (whole < text.length) nodes.push(el("blockquote", {}, inline(text.slice(whole + 12).replace(/^ /, ""))));
  return nodes;
}

const MARKS = { "*": "strong", _: "em", "~": "s" };
const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+'-]+(?:::skin-tone-\d)?):|(^|[^\p{L}\p{N}*_~])([*_~])(?=[^\s*_~])|(https?:\/\/[^\s<>|]+)/gu;

/** Bold, italic, struck and code within running text; line breaks stay (the style sheet keeps them). */
function inline(text) {
  const nodes = [];
  const unclosed = {}; // by mark: up to where it closes nowhere, so that it is not looked for again
  let end = 0;
  const scan = new RegExp(TOKEN);
  for (let token = scan.exec(text); token; token = scan.exec(text)) {
    const [whole, reference, code, name, before, mark, address] = token;
    if (mark) {
      const start = token.index + before.length;
      const close = start < (unclosed[mark] ?? 0) ? -1 : closing(text, start, mark);
      if (close < 0) {
        const line = text.indexOf("\n", start);
        unclosed[mark] = line < 0 ? text.length : line;
        scan.lastIndex = start + 1;
        continue;
      }
      nodes.push(unescape(text.slice(end, start)), el(MARKS[mark], {}, inline(text.slice(start + 1, close))));
      end = scan.lastIndex = close + 1;
      continue;
    }
    nodes.push(unescape(text.slice(end, token.index)));
    end = token.index + whole.length;
    if (reference) nodes.push(referred(reference));
    else if (code) nodes.push(el("code", {}, literal(code)));
    else if (name) nodes.push(emoji(name));
    else if (address) {
      const bare = address.replace(/[.,;:!?)\]]+$/, "");
      nodes.push(link(unescape(bare), [unescape(bare)]));
      end = scan.lastIndex = token.index + bare.length;
    }
  }
  nodes.push(unescape(text.slice(end)));
  return nodes.filter((node) => node !== "");
}

/** Where the mark that opens at `start` closes on the same line: after a character, and not before a letter. */
function closing(text, start, mark) {
  for (let at = start + 2; at < text.length && text[at] !== "\n"; at += 1) {
    if (text[at] === "`" && mark !== "`") {
      const code = text.indexOf("`", at + 1);
      if (code > 0 && !text.slice(at, code).includes("\n")) at = code;
    } else if (text[at] === "<") at = Math.max(at, text.indexOf(">", at));
    else if (text[at] === mark && !/\s/.test(text[at - 1]) && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "")) return at;
  }
  return -1;
}

function referred(reference) {
  const [target, ...rest] = reference.split("|");
  const label = unescape(rest.join("|"));
  if (target.startsWith("@")) return userMention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!date^")) {
    const [, timestamp, template, address] = target.split("^");
    return date(timestamp, unescape(template ?? ""), address && unescape(address), label);
  }
  if (/^!(here|channel|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!")) return label || `<${target}>`;
  return link(unescape(target), label ? inline(rest.join("|")) : [unescape(target)]);
}

function literal(text) {
  return unescape(text.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, target, label) => label || target));
}

export function withEmoji(text) {
  return text.split(/(:[a-z0-9_+'-]+(?:::skin-tone-\d)?:)/).map((part, index) => (index % 2 ? emoji(part.slice(1, -1)) : part)).filter((part) => part !== "");
}
