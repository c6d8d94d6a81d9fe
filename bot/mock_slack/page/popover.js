// Something small that floats beside what opened it, above everything else, until one looks elsewhere.

import { el } from "./dom.js";

const open = [];

/** Show `content` beside `anchor`. Gives a function that closes it. Esc and a click elsewhere close it, too. */
export function popover(anchor, content, { label, role = "dialog", onclose, side = "below", match = false } = {}) {
  const card = el("div.popover", { role, "aria-label": label, popover: "manual" }, content);
  (anchor.closest("dialog") ?? document.body).append(card);
  card.showPopover();
  if (match) card.style.minWidth = `${anchor.offsetWidth}px`;
  const settle = () => position(card, anchor.getBoundingClientRect(), side);
  settle();
  const watcher = new ResizeObserver(settle);
  watcher.observe(card);
  const close = ({ refocus = true } = {}) => {
    if (!card.isConnected) return;
    watcher.disconnect();
    open.splice(open.findIndex((one) => one.card === card), 1);
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    const inside = card.contains(document.activeElement);
    card.remove();
    anchor.removeAttribute("aria-expanded");
    if (refocus && inside && anchor.isConnected) anchor.focus({ preventScroll: true });
    onclose?.();
  };
  const outside = (event) => {
    if (card.contains(event.target) || event.target.closest?.(".popover") || anchor.contains(event.target)) return;
    close({ refocus: false });
  };
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  anchor.setAttribute("aria-expanded", "true");
  open.push({ card, anchor, close });
  return close;
}

/** Whether a popover hangs on this anchor; it is closed, so that a second press of a button closes what the first opened. */
export function closedOwn(anchor) {
  const mine = open.find((one) => one.anchor === anchor);
  mine?.close();
  return Boolean(mine);
}

export function closeTopmost() {
  open.at(-1)?.close();
}

export const anyOpen = () => open.length > 0;

function position(card, at, side) {
  const gap = 4;
  const { offsetWidth: width, offsetHeight: height } = card;
  const above = at.top - gap - height;
  const below = at.bottom + gap;
  const fitsBelow = below + height <= innerHeight - 8;
  const top = side === "above" ? (above >= 8 ? above : below) : fitsBelow || above < 8 ? below : above;
  const left = side === "end" || at.left + width > innerWidth - 8 ? at.right - width : at.left;
  card.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}
