// What stands in a line of standard markdown. HTML in it is text like any other.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, link, safeUrl, userMention } from "./links.js";

const TOKEN = new RegExp(
  [
    String.raw`\\([\\${"`"}*_{}\[\]()#+.!|<>~-])`, // an escape
    "(`+)([\\s\\S]*?[^`])\\2(?!`)", // code
    String.raw`!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+["'][^"']*["'])?\s*\)`, // a link
    String.raw`<((?:https?:\/\/|mailto:)[^\s<>|]+)(?:\|([^<>]*))?>`, // an address in brackets
    String.raw`<([@#!])(\w+)(?:\|([^<>]*))?>`, // a reference
    String.raw`(https?:\/\/[^\s<>]+)`, // a bare address
    String.raw`:([a-z0-9_+'-]+):`, // an emoji
    String.raw`(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)`, // emphasis
  ].join("|"),
  "gu",
);
const WRAPS = { "***": ["strong", "em"], "**": ["strong"], __: ["strong"], ___: ["strong", "em"], "*": ["em"], _: ["em"], "~~": ["s"] };

export function inlineMarkdown(text, depth = 0) {
  const nodes = [];
  const scan = new RegExp(TOKEN);
  const unclosed = new Set(); // marks that close nowhere in what follows: they are not looked for again
  let end = 0;
  for (let token = scan.exec(text); token; token = scan.exec(text)) {
    const [whole, escaped, , code, label, address, bracketed, bracketLabel, sigil, id, , bare, name, mark] = token;
    let node = null;
    let length = whole.length;
    if (escaped) node = escaped;
    else if (code !== undefined) node = el("code", {}, code.replace(/^ (.*) $/, "$1"));
    else if (label !== undefined) node = link(address, depth < 4 ? inlineMarkdown(label || address, depth + 1) : [label]);
    else if (bracketed) node = link(bracketed, [bracketLabel || bracketed]);
    else if (sigil) node = sigil === "@" ? userMention(id) : sigil === "#" ? channelMention(id) : /^(here|channel|everyone)$/.test(id) ? broadcast(id) : null;
    else if (bare) {
      const address = bare.replace(/[.,;:!?)\]*_~]+$/, "");
      length = address.length;
      node = safeUrl(address) ? link(address, [address]) : null;
    } else if (name) node = emoji(name);
    else if (mark && depth < 8 && !unclosed.has(mark)) {
      const close = closing(text, token.index, mark);
      if (close < 0 && opens(text, token.index, mark)) unclosed.add(mark);
      if (close > 0) {
        const inner = inlineMarkdown(text.slice(token.index + mark.length, close), depth + 1);
        node = WRAPS[mark].reduceRight((content, tag) => [el(tag, {}, content)], inner)[0];
        length = close + mark.length - token.index;
      }
    }
    if (node === null) {
      scan.lastIndex = token.index + (mark ? mark.length : 1);
      continue;
    }
    nodes.push(text.slice(end, token.index), node);
    end = scan.lastIndex = token.index + length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

const word = /[\p{L}\p{N}]/u;

/** An underscore within a word is only an underscore. */
const opens = (text, start, mark) => mark[0] !== "_" || !word.test(text[start - 1] ?? "");

/** Where the emphasis that opens at `start` closes, or -1. */
function closing(text, start, mark) {
  if (!opens(text, start, mark)) return -1;
  for (let at = start + mark.length + 1; at <= text.length - mark.length; at += 1) {
    if (text[at - 1] === "\\" || text[at] === "\n" && text[at + 1] === "\n") continue;
    if (!text.startsWith(mark, at) || /\s/.test(text[at - 1])) continue;
    if (mark.length === 1 && (text[at + 1] === mark || text[at - 1] === mark)) continue;
    if (mark[0] === "_" && word.test(text[at + mark.length] ?? "")) continue;
    return at;
  }
  return -1;
}
