// Files that were shared with a message.

import { el } from "./dom.js";
import { picture } from "./elements/picture.js";
import { icon } from "./icons.js";
import { safeUrl } from "./links.js";

export function files(given) {
  return (Array.isArray(given) ? given : []).map(file);
}

function file(one) {
  if (one.mode === "tombstone") return el("div.file-card", {}, icon("file", 24), el("span.file-words", {}, "This file was deleted."));
  const address = addressOf(one);
  const name = String(one.title || one.name || one.id);
  const note = [one.pretty_type || String(one.filetype ?? "").toUpperCase() || one.mimetype, size(one.size)].filter(Boolean).join(" · ");
  const words = el("span.file-words", {}, el("strong", {}, name), el("span.small-print", {}, note));
  const open = address ? el("a.file-card", { href: address, download: String(one.name ?? ""), target: "_blank", rel: "noopener" }, icon("file", 24), words, icon("download")) : el("div.file-card", {}, icon("file", 24), words);
  const shown = /^image\/(png|jpeg|gif|webp)$/.test(one.mimetype ?? "") && address;
  if (shown) return el("div.file", {}, el("div.small-print", {}, name), picture({ image_url: new URL(address, location.href).href, alt_text: one.alt_txt || name }, null, { large: true }));
  return one.preview ? el("div.file", {}, open, el("pre.code", {}, el("code", {}, String(one.preview)))) : open;
}

/** The bytes of this workspace's own files; those of another service stand where it says. */
function addressOf(one) {
  if (one.is_external || one.mode === "external") return safeUrl(one.url_private ?? one.external_url ?? "")?.href ?? null;
  return one.id ? `/_control/file/${encodeURIComponent(one.id)}` : null;
}

function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  return bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
