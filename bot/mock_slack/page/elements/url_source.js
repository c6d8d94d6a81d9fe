// A source that an answer rests on.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { link } from "../links.js";

export function urlSource(element) {
  const words = String(element.text ?? element.title ?? element.url ?? "");
  return el("span.source", {}, icon("link", 14), link(element.url, [words]));
}
