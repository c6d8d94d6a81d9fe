// Faces drawn here: initials on the person's own colour.

import { el } from "./dom.js";
import { fullName, isBot, store } from "./store.js";

/** The face of a user; `name` and `sign` are what a message says instead of the user's own. */
export function avatar(id, size = 36, { name = "", sign = null } = {}) {
  const known = store.users.get(id);
  const shown = name || fullName(id) || "?";
  const face = el(`span.avatar.size-${size}${isBot(id) || known?.is_bot ? ".app" : ""}`, { "aria-hidden": "true" }, sign ?? initials(shown));
  const color = /^[0-9a-f]{6}$/i.test(known?.color ?? "") ? known.color : "616061";
  face.style.backgroundColor = `#${color}`;
  face.style.color = luminance(color) > 0.3 ? "#1d1c1d" : "#ffffff";
  return face;
}

function initials(name) {
  const words = name.trim().split(/[\s._-]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}

function luminance(hex) {
  const [r, g, b] = [0, 2, 4].map((at) => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
