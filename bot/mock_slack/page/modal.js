// The modals that an app opens: the one in front, what is wrong with what was filled in, back and away again.

import { act } from "./api.js";
import { avatar } from "./avatars.js";
import { drawBlocks } from "./blocks/index.js";
import { dialog } from "./dialog.js";
import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { appName, store, touch, watch } from "./store.js";
import { forgetSurface, Surface } from "./surface.js";

const known = new Set(); // views whose fields are remembered

export function start() {
  let box = null;
  let busy = null; // the view that is being submitted

  function draw() {
    const stack = store.modals.get(store.me) ?? [];
    const view = stack.at(-1);
    const open = new Set([...store.modals.values()].flat().map((one) => one.id));
    for (const id of known) if (!open.has(id)) forget(id);
    if (!view) {
      box?.close();
      box = null;
      return;
    }
    known.add(view.id);
    box ??= open_();
    box.node.setAttribute("aria-label", view.title?.text ?? "Modal");
    const error = store.modalErrors.get(view.id);
    const before = box.node.dataset.view;
    keyed(box.frame, [{ key: "view", version: [view, error, busy === view.id, stack.length, store.epoch], build: () => build(view, stack, error) }]);
    box.node.dataset.view = view.id;
    if (before !== view.id) focusFirst(box.node);
    else if (error && box.wrong !== error) box.node.querySelector("[aria-invalid]")?.focus();
    box.wrong = error;
  }

  function open_() {
    const frame = el("div.modal-frame");
    const made = dialog({ body: frame, kind: "modal", cancel: () => (close(true), false) });
    return { ...made, frame, close: made.close };
  }

  function close(all) {
    const view = (store.modals.get(store.me) ?? []).at(-1);
    if (view) act("close", { view_id: view.id, all });
  }

  async function submit(view) {
    if (busy === view.id) return;
    busy = view.id;
    touch("modals");
    const surface = surfaceOf(view, {});
    const answer = await act("submit", { view_id: view.id, values: surface.values() }, { quiet: true });
    busy = null;
    if (answer.ok) store.modalErrors.delete(view.id);
    else store.modalErrors.set(view.id, { text: answer.errors ? "" : "We had some trouble connecting. Try again?", errors: answer.errors ?? {} });
    touch("modals");
  }

  function surfaceOf(view, errors) {
    return new Surface({ key: `view:${view.id}`, place: { view_id: view.id }, view, errors });
  }

  function build(view, stack, error) {
    const back = stack.length > 1 && el("button.quiet", { type: "button", "aria-label": "Back", title: "Back", onclick: () => close(false) }, icon("back"));
    const cross = el("button.quiet", { type: "button", "aria-label": "Close", title: "Close (Esc)", onclick: () => close(true) }, icon("close"));
    const head = el("header.dialog-head", {}, back || avatar(store.app.bot_user, 24), el("h2", {}, plain(view.title?.text ?? appName())), cross);
    const wrong = error?.text && el("div.alert.alert-error", { role: "alert" }, icon("warn"), el("div.text", {}, error.text));
    const body = el("div.dialog-body", { tabIndex: -1 }, wrong, drawBlocks(view.blocks, surfaceOf(view, error?.errors ?? {})));
    const hasInputs = view.blocks.some((block) => block.type === "input");
    const submits = view.submit || hasInputs;
    const send = submits && el("button.button.primary.filled", { type: "submit", disabled: Boolean(view.submit_disabled), "aria-busy": busy === view.id || null, data: { focus: "submit" } }, plain(view.submit?.text ?? "Submit"));
    const cancel = el("button.button", { type: "button", onclick: () => close(false), data: { focus: "cancel" } }, plain(view.close?.text ?? (submits ? "Cancel" : "Close")));
    const foot = el("footer.dialog-foot", {}, cancel, send);
    const onsubmit = (event) => {
      event.preventDefault();
      submit(view);
    };
    return el("form.modal-form", { novalidate: true, onsubmit }, head, body, foot);
  }

  watch(["modals", "workspace"], draw);
}

function forget(id) {
  known.delete(id);
  store.modalErrors.delete(id);
  forgetSurface(`view:${id}`);
}

function focusFirst(node) {
  const wanted = node.querySelector("[data-autofocus=yes]") ?? node.querySelector(".dialog-body input, .dialog-body textarea, .dialog-body .select-open") ?? node.querySelector("[data-focus=submit], [data-focus=cancel]");
  wanted?.focus();
}
