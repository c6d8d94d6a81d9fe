// A table: its first row is its head; a wide one scrolls within the message.

import { el, oneOf } from "../dom.js";
import { withEmoji } from "../mrkdwn.js";
import { richText } from "../rich_text.js";
import { unknown } from "../unknown.js";

export function table(block) {
  const settings = Array.isArray(block.column_settings) ? block.column_settings : [];
  const [head, ...rows] = block.rows ?? [];
  const line = (row, tag) => el("tr", {}, row.map((one, column) => cellOf(one, tag, settings[column])));
  const body = el("table.table", {}, head && el("thead", {}, line(head, "th")), el("tbody", {}, rows.map((row) => line(row, "td"))));
  return scrolling(body, "Table");
}

export function scrolling(body, label) {
  return el("div.table-scroll", { tabIndex: 0, role: "region", "aria-label": label }, body);
}

function cellOf(given, tag, setting) {
  const align = oneOf(["left", "center", "right"], setting?.align);
  return el(`${tag}.align-${align}${setting?.is_wrapped ? ".wrapped" : ""}`, { scope: tag === "th" ? "col" : null }, cell(given));
}

/** What stands in a cell: `raw_text`, `raw_number` or `rich_text`. */
export function cell(given) {
  if (given?.type === "rich_text") return richText(given);
  if (given?.type === "raw_text") return withEmoji(String(given.text ?? ""));
  if (given?.type === "raw_number") return String(given.text ?? given.value ?? "");
  if (typeof given === "string") return given;
  return unknown(given, "cell");
}
