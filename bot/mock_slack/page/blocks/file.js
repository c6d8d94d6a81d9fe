// A file of another service, or of this workspace.

import { el } from "../dom.js";
import { icon } from "../icons.js";

export function fileBlock(block) {
  const source = block.source ? ` (${block.source})` : "";
  return el("div.file-card", {}, icon("file", 24), el("span.file-words", {}, el("strong", {}, String(block.external_id ?? block.file_id ?? "File")), el("span.small-print", {}, `File${source}`)));
}
