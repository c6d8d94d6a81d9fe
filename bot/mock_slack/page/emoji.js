// Emoji by their Slack names (emoji.json: each sign with its names, as Slack's own data has them). Where the system has no picture for one, its name is shown, as Slack does for unknown ones.

import { el } from "./dom.js";
import TABLE from "./emoji.json" with { type: "json" };

export const EMOJI = new Map(TABLE.map(([sign, name]) => [name, sign]));
const SIGNS = new Map(TABLE.flatMap(([sign, ...names]) => names.map((name) => [name, sign]))); // by every name

const SKIN = /::skin-tone-\d$/;

export function emojiSign(name) {
  const bare = String(name).replace(SKIN, "");
  return SIGNS.get(bare) ?? null;
}

/** The sign of an emoji, if the system can draw it. */
export function drawnSign(name) {
  const sign = emojiSign(name);
  return sign && drawable(sign) ? sign : null;
}

/** An emoji by name. `given` is its code points as rich text writes them ("1f44d", "2764-fe0f"). */
export function emoji(name, given = "") {
  const sign = fromCodePoints(given) ?? emojiSign(name);
  const written = `:${name}:`;
  if (!sign || !drawable(sign)) return el("span.emoji.named", { title: written }, written);
  return el("span.emoji", { role: "img", "aria-label": written, title: written }, sign);
}

function fromCodePoints(given) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(given)) return null;
  try {
    return String.fromCodePoint(...given.split("-").map((one) => parseInt(one, 16)));
  } catch {
    return null;
  }
}

const drawn = new Map();
let missing = null;

/** Whether the system's fonts have a picture for this sign: it looks unlike one that no font has. */
function drawable(sign) {
  if (!drawn.has(sign)) {
    missing ??= picture("\u{10fffd}");
    drawn.set(sign, picture(sign) !== missing);
  }
  return drawn.get(sign);
}

let pen = null; // one for all: there are two thousand signs to look at

function picture(sign) {
  pen ??= Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d", { willReadFrequently: true });
  if (!pen) return "";
  pen.font = "16px sans-serif";
  pen.textBaseline = "top";
  pen.clearRect(0, 0, 24, 24);
  pen.fillText(String.fromCodePoint(sign.codePointAt(0)), 2, 2);
  return pen.getImageData(0, 0, 24, 24).data.reduce((sum, one) => (sum * 31 + one) | 0, 0);
}
