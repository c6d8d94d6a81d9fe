// Passing words at the foot of the page.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN = 6000; // milliseconds

export function toast(text, kind = "note") {
  const region = document.getElementById("toasts");
  const close = () => note.remove();
  const dismiss = el("button.quiet", { type: "button", "aria-label": "Dismiss", onclick: close }, icon("close", 14));
  const note = el(`div.toast.${kind === "error" ? "error" : "note"}`, {}, icon(kind === "error" ? "warn" : "info"), el("span", {}, text), dismiss);
  region.append(note);
  while (region.children.length > 3) region.firstElementChild.remove();
  setTimeout(close, SHOWN);
}
