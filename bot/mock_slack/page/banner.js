// A quiet line above everything while the workspace does not answer.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { store, touch, watch } from "./store.js";

const PATIENCE = 700; // milliseconds: a short absence is not worth a word

export function banner() {
  const node = el("div.banner", { role: "status", hidden: true }, icon("spinner", 16), el("span", {}, "The workspace does not answer. Waiting for it…"));
  let since = null;
  watch(["connection"], () => {
    if (store.online) since = null;
    else if (since === null) {
      since = Date.now();
      setTimeout(() => touch("connection"), PATIENCE + 50);
    }
    node.hidden = store.online || Date.now() - since < PATIENCE;
  });
  return node;
}
