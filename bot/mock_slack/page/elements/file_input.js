// Files to hand over with a form.

import { act } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { toast } from "../toasts.js";

export function fileInput(element, surface, { label } = {}) {
  const chosen = () => surface.value(element) ?? [];
  const list = el("ul.file-list");
  const draw = () => list.replaceChildren(...chosen().map((file, index) => el("li", {}, icon("file", 16), file.name, el("button.quiet", { type: "button", "aria-label": `Remove ${file.name}`, onclick: () => remove(index) }, icon("close", 14)))));
  const remove = (index) => {
    surface.fill(element, chosen().filter((_, at) => at !== index));
    draw();
  };
  const add = async (event) => {
    const most = element.max_files ?? 10;
    for (const file of [...event.target.files].slice(0, most - chosen().length)) {
      const answer = await act("upload", { name: file.name, content: await base64(file) });
      if (answer.ok) surface.fill(element, [...chosen(), answer.file]);
    }
    if (event.target.files.length + chosen().length > most) toast(`At most ${most} files.`);
    event.target.value = "";
    draw();
  };
  const types = (element.filetypes ?? []).filter((one) => /^\w+$/.test(one)).map((one) => `.${one}`).join(",");
  draw();
  return el("div.file-input", {}, el("input.field", { type: "file", multiple: element.max_files !== 1, accept: types || null, "aria-label": label, onchange: add, data: { focus: element.action_id ?? "" } }), list);
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
