// A picture with its title.

import { el } from "../dom.js";
import { picture } from "../elements/picture.js";
import { textObject } from "../mrkdwn.js";

export function image(block, surface) {
  const title = block.title && el("div.image-title", {}, textObject(block.title));
  return [title, picture(block, surface, { large: true })];
}
