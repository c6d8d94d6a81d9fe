// Pictures. Those of this workspace are shown; those of other hosts only when the person asks for them, because a page that
// shows hostile text must not call on strangers by itself.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { safeUrl } from "../links.js";
import { remember, remembered } from "../preferences.js";

const PICTURES = "show-pictures";

export function picture(element, _surface, { large = false } = {}) {
  const address = element.image_url ?? element.slack_file?.url ?? element.url;
  const alt = String(element.alt_text ?? "");
  const url = safeUrl(address ?? "");
  if (!url || url.protocol === "mailto:") return el("span.no-picture", { title: alt }, icon("image"), large && (alt || "A picture without an address"));
  const show = () => {
    const image = el(`img.picture${large ? ".large" : ""}`, { src: url.href, alt, title: alt, loading: "lazy", referrerpolicy: "no-referrer" });
    image.addEventListener("error", () => image.replaceWith(broken(url, alt, large)));
    return image;
  };
  if (url.origin === location.origin || remembered(PICTURES)) return show();
  const reveal = (event) => {
    event.stopPropagation();
    holder.replaceWith(show());
  };
  const always = () => {
    remember(PICTURES, "yes");
    holder.replaceWith(show());
  };
  const title = `${alt || "Picture"} — from ${url.host}. Show it.`;
  if (!large) {
    const holder = el("button.picture-holder.small", { type: "button", title, "aria-label": title, onclick: (event) => event.currentTarget.replaceWith(show()) }, icon("image"));
    return holder;
  }
  const buttons = [el("button.button", { type: "button", onclick: reveal }, "Show picture"), el("button.text-button", { type: "button", onclick: always }, "Always show")];
  const holder = el("div.picture-holder", {}, icon("image", 22), el("span.picture-words", {}, el("strong", {}, alt || "Picture"), el("span.picture-host", {}, url.host)), el("span.picture-buttons", {}, buttons));
  return holder;
}

function broken(url, alt, large) {
  return el(`span.no-picture${large ? ".large" : ""}`, { title: url.href }, icon("image"), large ? `${alt || "Picture"} (could not be loaded)` : null);
}
