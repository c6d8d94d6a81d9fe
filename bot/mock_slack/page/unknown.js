// What this page does not know is said and shown as it came; nothing an app sends is ever a blank.

import { el } from "./dom.js";

export function unknown(given, what = "block") {
  const kind = typeof given?.type === "string" ? given.type : "without a type";
  const json = el("pre.code", {}, el("code", {}, JSON.stringify(given, null, 2) ?? String(given)));
  return el("details.unknown", {}, el("summary", {}, `This page cannot draw the ${what} “${kind}”`), json);
}
