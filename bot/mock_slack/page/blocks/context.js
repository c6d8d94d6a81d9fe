// Small print: texts and little pictures in a row.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { textObject } from "../mrkdwn.js";

export function context(block, surface) {
  return (block.elements ?? []).map((part) =>
    part?.type === "mrkdwn" || part?.type === "plain_text" ? el("span.context-text", {}, textObject(part)) : el("span.context-element", {}, element(part, surface)),
  );
}
