// A word of warning, or of success.

import { el, oneOf } from "../dom.js";
import { icon } from "../icons.js";
import { textObject } from "../mrkdwn.js";

const SIGNS = { default: "info", info: "info", warning: "warn", error: "warn", success: "check" };

export function alert(block) {
  const level = oneOf(Object.keys(SIGNS), block.level);
  return el(`div.alert.alert-${level}`, { role: "note" }, icon(SIGNS[level]), el("div.text", {}, textObject(block.text)));
}
