// JSON to read: objects and lists fold.

import { el } from "./dom.js";

const OPEN = 3; // levels that are open at first

export function jsonTree(value) {
  return el("div.json", {}, node(value, 0));
}

function node(value, depth) {
  if (value === null || typeof value !== "object") return leaf(value);
  const list = Array.isArray(value);
  const parts = Object.entries(value);
  if (!parts.length) return el("span.json-empty", {}, list ? "[]" : "{}");
  const rows = parts.map(([key, one]) => row(key, one, depth, list));
  return el("ul", {}, rows);
}

function row(key, value, depth, list) {
  const name = el("span.json-key", {}, list ? `${key}` : key);
  if (value === null || typeof value !== "object" || !Object.keys(value).length) return el("li", {}, name, ": ", node(value, depth + 1));
  const size = Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
  const long = Object.keys(value).length > 40;
  const details = el("details", { open: depth < OPEN && !long }, el("summary", {}, name, el("span.json-size", {}, ` ${size}`)));
  const fill = () => details.children.length < 2 && details.append(node(value, depth + 1));
  if (details.open) fill();
  details.addEventListener("toggle", fill);
  return el("li", {}, details);
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return el(`span.json-${kind}`, {}, kind === "string" ? `“${value}”` : String(value));
}
