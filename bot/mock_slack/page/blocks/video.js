// A video: its still picture and where to see it. Nothing of another host is played within the page.

import { el } from "../dom.js";
import { picture } from "../elements/picture.js";
import { icon } from "../icons.js";
import { link } from "../links.js";
import { textObject } from "../mrkdwn.js";

export function video(block, surface) {
  const title = el("div.video-title", {}, link(block.title_url ?? block.video_url, textObject(block.title)));
  const origin = [block.provider_name, block.author_name].filter(Boolean).map(String).join(" · ");
  const still = picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, surface, { large: true });
  const play = el("div.video-link", {}, icon("play", 16), link(block.video_url, ["Watch the video"]));
  return el("div.framed", {}, origin && el("div.small-print", {}, origin), title, block.description && el("div.text", {}, textObject(block.description)), still, play);
}
