// Standard markdown, as the `markdown` block and streams carry it: blocks of lines here, what stands in a line in markdown_inline.js.

import { el } from "./dom.js";
import { inlineMarkdown } from "./markdown_inline.js";

const FENCE = /^ {0,3}(```+|~~~+)\s*([\w+-]*)\s*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const CELLS = /^\s*\|?(.+?)\|?\s*$/;
const RULER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export function markdown(text) {
  return el("div.markdown", {}, blocks(String(text ?? "").replaceAll("\r\n", "\n").split("\n"), 0));
}

function blocks(lines, depth) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = line.match(FENCE);
    if (fence) {
      const end = lines.findIndex((one, index) => index > at && one.trim().startsWith(fence[1]));
      const stop = end < 0 ? lines.length : end;
      nodes.push(el("pre.code", {}, el("code", { lang: fence[2] || null }, lines.slice(at + 1, stop).join("\n"))));
      at = stop + 1;
    } else if (!line.trim()) at += 1;
    else if (HEADING.test(line)) {
      const [, marks, title] = line.match(HEADING);
      nodes.push(el(`h${Math.min(marks.length + 2, 6)}.md-heading.md-${marks.length}`, {}, inlineMarkdown(title)));
      at += 1;
    } else if (RULE.test(line)) {
      nodes.push(el("hr"));
      at += 1;
    } else if (QUOTE.test(line) && depth < 6) {
      const inner = take(lines, at, (one) => QUOTE.test(one));
      nodes.push(el("blockquote", {}, blocks(inner.map((one) => one.match(QUOTE)[1]), depth + 1)));
      at += inner.length;
    } else if (ITEM.test(line) && depth < 8) {
      const [node, next] = list(lines, at, depth);
      nodes.push(node);
      at = next;
    } else if (lines[at + 1]?.includes("|") && line.includes("|") && RULER.test(lines[at + 1])) {
      const rows = take(lines, at, (one) => one.includes("|"));
      nodes.push(table(rows));
      at += rows.length;
    } else {
      const words = take(lines, at, (one, index) => one.trim() && (index === at || !begins(one, lines[index + 1])));
      nodes.push(el("p", {}, inlineMarkdown(words.map((one) => one.replace(/^\s+/, "")).join("\n"))));
      at += words.length;
    }
  }
  return nodes;
}

function begins(line) {
  return FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line) || RULE.test(line);
}

function take(lines, from, wanted) {
  let to = from;
  while (to < lines.length && wanted(lines[to], to)) to += 1;
  return lines.slice(from, Math.max(to, from + 1));
}

/** A list from line `at` on; what is indented beyond its marker belongs to the item. */
function list(lines, at, depth) {
  const [, space, marker] = lines[at].match(ITEM);
  const ordered = /\d/.test(marker);
  const items = [];
  while (at < lines.length) {
    const item = lines[at].match(ITEM);
    if (!item || item[1].length !== space.length || /\d/.test(item[2]) !== ordered) break;
    const body = [item[3]];
    at += 1;
    const inside = item[1].length + 2;
    while (at < lines.length && ((lines[at].trim() && indent(lines[at]) >= inside) || (!lines[at].trim() && indent(lines[at + 1] ?? "") >= inside))) {
      body.push(lines[at].slice(Math.min(indent(lines[at]), inside)));
      at += 1;
    }
    items.push(listItem(body, depth));
    if (!lines[at]?.trim() && ITEM.test(lines[at + 1] ?? "") && indent(lines[at + 1]) === space.length) at += 1;
  }
  return [el(ordered ? "ol.md-list" : "ul.md-list", ordered && parseInt(marker, 10) !== 1 ? { start: parseInt(marker, 10) } : {}, items), at];
}

function listItem(body, depth) {
  const task = body[0].match(/^\[([ xX])\]\s+(.*)$/);
  if (task) body = [task[2], ...body.slice(1)];
  const content = body.length === 1 ? inlineMarkdown(body[0]) : unwrapped(blocks(body, depth + 1));
  if (!task) return el("li", {}, content);
  const box = el("input", { type: "checkbox", checked: task[1] !== " ", disabled: true, "aria-label": task[1] === " " ? "not done" : "done" });
  return el("li.checklist", {}, box, content);
}

/** The first paragraph of an item stands beside its marker, without the space around a paragraph. */
function unwrapped(nodes) {
  return nodes[0]?.tagName === "P" ? [...nodes[0].childNodes, ...nodes.slice(1)] : nodes;
}

const indent = (line) => line.match(/^\s*/)[0].replaceAll("\t", "    ").length;

function table(rows) {
  const cells = (row) => row.match(CELLS)[1].split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
  const align = cells(rows[1]).map((cell) => (/^:-+:$/.test(cell) ? "center" : /-:$/.test(cell) ? "right" : "left"));
  const line = (row, tag) => el("tr", {}, cells(row).map((cell, column) => el(`${tag}.align-${align[column] ?? "left"}`, {}, inlineMarkdown(cell))));
  const body = el("table.table", {}, el("thead", {}, line(rows[0], "th")), el("tbody", {}, rows.slice(2).map((row) => line(row, "td"))));
  return el("div.table-scroll", { tabIndex: 0, role: "region", "aria-label": "Table" }, body);
}
