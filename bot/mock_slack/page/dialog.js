// A window in front of everything: the focus stays in it, Esc closes it, and the focus goes back to where it was.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { anyOpen, closeTopmost } from "./popover.js";

/** Gives `{node, close}`. `onclose` is called however it was closed; `cancel` may refuse Esc by returning false. */
export function dialog({ title, body, footer, kind = "", onclose, cancel, label }) {
  const before = document.activeElement;
  const node = el(`dialog.dialog${kind ? `.${kind}` : ""}`, { "aria-label": label ?? title });
  const close = () => {
    if (!node.isConnected) return;
    node.close();
    node.remove();
    // The browser has given the focus back by itself, but while the field was still inert: without this it would take no letters.
    document.activeElement?.blur();
    if (before?.isConnected) before.focus({ preventScroll: true });
    onclose?.();
  };
  const dismiss = () => cancel?.() !== false && close();
  const cross = el("button.quiet.dialog-close", { type: "button", "aria-label": "Close", onclick: dismiss }, icon("close"));
  node.append(...[title && el("header.dialog-head", {}, el("h2", {}, title), cross), body && el("div.dialog-body", {}, body), footer && el("footer.dialog-foot", {}, footer)].filter(Boolean));
  node.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (anyOpen()) closeTopmost();
    else dismiss();
  });
  node.addEventListener("pointerdown", (event) => event.target === node && dismiss());
  document.body.append(node);
  node.showModal();
  return { node, close };
}

/** Ask before something is done. `style` is "primary" or "danger". */
export function ask({ title, content, yes = "OK", no = "Cancel", style = "primary" }) {
  return new Promise((resolve) => {
    let answer = false;
    const confirm = el(`button.button.${style === "danger" ? "danger" : "primary"}.filled`, { type: "button", onclick: () => (answer = true) && box.close() }, yes);
    const refuse = el("button.button", { type: "button", onclick: () => box.close() }, no);
    const box = dialog({ title, body: content, footer: [refuse, confirm], kind: "small", onclose: () => resolve(answer) });
    confirm.focus();
  });
}
