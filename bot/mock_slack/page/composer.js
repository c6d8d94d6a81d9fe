// Where one writes: Enter sends, Shift+Enter breaks the line, “/” offers commands, “@” people. What is not sent is kept as a draft.

import { act } from "./api.js";
import { Completion } from "./completion.js";
import { el } from "./dom.js";
import { base64 } from "./elements/file_input.js";
import { fit } from "./fit.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { isMine, startEdit } from "./message_edit.js";
import { draft, keepDraft } from "./preferences.js";
import { chooseEmoji } from "./reactions.js";
import { appName, conversation, store } from "./store.js";
import { toast } from "./toasts.js";

const MARKS = [
  ["Bold", "bold", "*", "b"],
  ["Italic", "italic", "_", "i"],
  ["Strikethrough", "strike", "~", "X"],
  ["Code", "code", "`", "C"],
];
const MOST = 10_000_000; // bytes of a file that the workspace takes

export class Composer {
  /** `messages()` are those of the conversation, for changing the last one with the up arrow; `sent()` is told of each. */
  constructor({ thread = false, messages, sent }) {
    this.place = null;
    this.options = { thread, messages, sent };
    this.field = el("textarea.composer-field", { rows: 1, role: "combobox", "aria-expanded": "false", "aria-label": "Message", enterkeyhint: "send", oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event) });
    this.completion = new Completion(this.field, { take: (option, range) => this.complete(option, range), channel: () => store.channels.get(this.place?.channel) });
    this.hint = el("div.composer-hint");
    this.sendButton = el("button.send", { type: "button", "aria-label": "Send", title: "Send", disabled: true, onclick: () => this.send() }, icon("send"));
    this.file = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to share", onchange: (event) => this.upload([...event.target.files]) });
    this.broadcast = el("input", { type: "checkbox" });
    this.broadcastName = el("span");
    const tool = (label, drawing, run, data = {}) => el("button.quiet", { type: "button", title: label, "aria-label": label, data, onclick: run, onpointerdown: (event) => event.preventDefault() }, icon(drawing));
    const formats = MARKS.map(([label, drawing, mark]) => tool(label, drawing, () => this.wrap(mark)));
    const left = [
      tool("Shortcuts and files", "plus", (event) => this.shortcuts(event.currentTarget), { tool: "plus" }),
      tool("Emoji", "smile", (event) => chooseEmoji(event.currentTarget, (name) => this.insert(`:${name}: `))),
      tool("Mention someone", "at", () => this.insert(/(^|\s)$/.test(this.before()) ? "@" : " @")),
    ];
    const also = thread && el("label.also", {}, this.broadcast, el("span", {}, "Also send to ", this.broadcastName));
    this.box = el("div.composer-box", { ondragover: (event) => event.preventDefault(), ondrop: (event) => this.drop(event) }, el("div.composer-format", { role: "toolbar", "aria-label": "Formatting" }, formats), this.field, also, el("div.composer-tools", {}, left, el("span.space"), this.sendButton));
    this.node = el("div.composer", {}, this.completion.node, this.box, this.hint, this.file);
  }

  /** Write in another place: its draft comes back. `{channel, thread}` and how the place is called. */
  open(place, name) {
    this.field.placeholder = this.options.thread ? "Reply…" : `Message ${name}`;
    this.broadcastName.textContent = name;
    const key = `${store.me}:${place.channel}:${place.thread ?? ""}`;
    if (key === this.key_) return;
    this.key_ = key;
    this.place = place;
    this.field.value = draft(key);
    this.broadcast.checked = false;
    this.completion.close();
    this.typed(false);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  before() {
    return this.field.value.slice(0, this.field.selectionStart);
  }

  typed(keep = true) {
    fit(this.field);
    const text = this.field.value;
    this.sendButton.disabled = !text.trim();
    const name = text.match(/^(\/\S+)\s/)?.[1];
    const command = [...(store.app.commands ?? []), ...(store.app.built_in ?? [])].find((one) => one.command === name);
    this.hint.replaceChildren(command ? el("span", {}, el("strong", {}, command.command), ` ${command.usage_hint ?? ""} — ${command.description ?? ""}`) : text.trim() ? el("span.composer-keys", {}, el("strong", {}, "Shift + Enter"), " for a new line") : "");
    this.field.setAttribute("aria-expanded", String(this.completion.open));
    if (keep) keepDraft(this.key_, text);
  }

  insert(text, range = [this.field.selectionStart, this.field.selectionEnd]) {
    this.field.focus();
    this.field.setRangeText(text, ...range, "end");
    this.typed();
    this.completion.update();
  }

  complete(option, range) {
    this.insert(option.insert, range);
    this.completion.close();
    if (option.shortcut) this.shortcut(option.shortcut);
  }

  wrap(mark) {
    const { selectionStart: from, selectionEnd: to, value } = this.field;
    const inner = value.slice(from, to);
    this.insert(`${mark}${inner}${mark}`, [from, to]);
    if (!inner) this.field.setSelectionRange(from + mark.length, from + mark.length);
  }

  key(event) {
    if (this.completion.key(event)) return;
    const modifier = event.ctrlKey || event.metaKey;
    const mark = modifier && !event.altKey && MARKS.find(([, , , key]) => key === event.key);
    if (mark) {
      event.preventDefault();
      this.wrap(mark[2]);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const mine = this.options.messages().filter(isMine).at(-1);
      if (!mine) return;
      event.preventDefault();
      startEdit(this.place.channel, mine.ts);
    }
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const place = { channel: this.place.channel, ...(this.place.thread ? { thread_ts: this.place.thread } : {}) };
    const key = this.key_;
    this.field.value = "";
    this.typed();
    this.completion.close();
    this.options.sent?.();
    const answer = text.startsWith("/")
      ? await act("command", { ...place, command: text })
      : await act("message", { ...place, text, broadcast: Boolean(this.place.thread && this.broadcast.checked) });
    this.broadcast.checked = false;
    if (answer.ok || answer.shown) return;
    keepDraft(key, text); // it did not arrive: it is not lost
    if (this.key_ === key && !this.field.value) {
      this.field.value = text;
      this.typed();
    }
  }

  /** A global shortcut: where it was taken is what a form may begin with. */
  shortcut(id) {
    act("shortcut", { callback_id: id, channel: this.place.channel });
  }

  shortcuts(anchor) {
    const app = store.app.shortcuts.filter((one) => one.kind === "global").map((one) => ({ label: one.name, description: one.description, icon: "bolt", run: () => this.shortcut(one.callback_id) }));
    const commands = store.app.commands.map((one) => ({ label: `${one.command} ${one.usage_hint ?? ""}`, description: one.description, icon: "code", run: () => this.begin(`${one.command} `) }));
    menu(anchor, [
      { label: "Upload a file", icon: "clip", run: () => this.file.click() },
      app.length && { heading: `Shortcuts of ${appName()}` }, ...app,
      !this.options.thread && commands.length && { heading: "Commands" }, ...(this.options.thread ? [] : commands),
    ], { label: "Shortcuts", side: "above" });
  }

  /** Begin a line with this text; what was written stays in the draft of what follows. */
  begin(text) {
    this.insert(text, [0, this.field.value.length]);
    this.completion.close();
  }

  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.upload(files);
  }

  drop(event) {
    event.preventDefault();
    this.upload([...event.dataTransfer.files]);
  }

  async upload(files) {
    const place = { channel: this.place.channel, ...(this.place.thread ? { thread_ts: this.place.thread } : {}) };
    this.file.value = "";
    for (const file of files) {
      if (file.size > MOST) {
        toast(`${file.name} is too large: at most 10 MB.`, "error");
        continue;
      }
      const text = this.field.value.trim();
      const answer = await act("upload", { ...place, name: file.name, content: await base64(file), ...(text ? { text } : {}) });
      if (!answer.ok) continue;
      this.field.value = "";
      this.typed();
    }
  }
}

export const messagesOf = (channel) => conversation(channel).inChannel(store.me);
