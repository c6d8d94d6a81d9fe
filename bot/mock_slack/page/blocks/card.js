// A card, and a row of cards that scrolls sideways.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { picture } from "../elements/picture.js";
import { icon } from "../icons.js";
import { textObject } from "../mrkdwn.js";
import { richText } from "../rich_text.js";

export function card(block, surface) {
  const heads = el("div.card-heads", {}, block.title && el("div.card-title", {}, words(block.title)), block.subtitle && el("div.card-subtitle", {}, words(block.subtitle)));
  const mark = block.icon ? el("div.card-icon", {}, picture(block.icon, surface)) : block.slack_icon ? el("div.card-icon", {}, icon(String(block.slack_icon.name ?? ""))) : null;
  return el(
    "div.card", {},
    block.hero_image && el("div.card-hero", {}, picture(block.hero_image, surface, { large: true })),
    (mark || block.title || block.subtitle) && el("div.card-head", {}, mark, heads),
    block.body && el("div.card-body.text", {}, words(block.body)),
    block.subtext && el("div.small-print", {}, words(block.subtext)),
    block.actions?.length > 0 && el("div.card-actions", {}, block.actions.map((one) => element(one, surface))),
  );
}

const words = (given) => (given?.type === "rich_text" ? richText(given) : textObject(given));

export function carousel(block, surface) {
  const row = el("div.carousel-row", { tabIndex: 0, role: "group", "aria-label": "Cards" }, (block.elements ?? []).map((one) => card(one, surface)));
  const turn = (by) => row.scrollBy({ left: by * row.clientWidth * 0.8, behavior: "smooth" });
  const buttons = [
    el("button.quiet.carousel-turn", { type: "button", "aria-label": "Previous cards", onclick: () => turn(-1) }, icon("left")),
    el("button.quiet.carousel-turn", { type: "button", "aria-label": "Next cards", onclick: () => turn(1) }, icon("right")),
  ];
  return el("div.carousel", {}, row, (block.elements ?? []).length > 1 && el("div.carousel-turns", {}, buttons));
}
