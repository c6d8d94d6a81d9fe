// Rows of things to press and choose.

import { element } from "../elements/index.js";

export function actions(block, surface) {
  return (block.elements ?? []).map((part) => element(part, surface));
}

export const contextActions = actions;
