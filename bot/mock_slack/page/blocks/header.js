// A line in large, bold letters.

import { el } from "../dom.js";
import { textObject } from "../mrkdwn.js";

export function header(block) {
  const level = [1, 2, 3, 4].includes(block.level) ? block.level : 3;
  return el(`h${Math.max(level, 3)}.header-text`, {}, textObject(block.text));
}
