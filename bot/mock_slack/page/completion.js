// What the composer offers while one types: commands after “/”, people after “@”, channels after “#”, emoji after “:”.

import { avatar } from "./avatars.js";
import { el } from "./dom.js";
import { emoji, EMOJI } from "./emoji.js";
import { icon } from "./icons.js";
import { appName, store } from "./store.js";

const MOST = 8;

export class Completion {
  /** `field` is typed into; `take(option, range)` puts an option in its place; `channel()` is the open conversation. */
  constructor(field, { take, channel }) {
    Object.assign(this, { field, take, channel, options: [], at: 0, range: null, refused: null });
    this.id = `completion-${Math.random().toString(36).slice(2)}`;
    this.heading = el("div.completion-heading");
    this.list = el("div.completion-list", { id: this.id, role: "listbox", "aria-label": "Suggestions" });
    this.node = el("div.completion", { hidden: true }, this.heading, this.list);
    field.setAttribute("aria-controls", this.id);
    field.setAttribute("aria-autocomplete", "list");
    for (const name of ["input", "click", "keyup"]) field.addEventListener(name, (event) => event.type === "keyup" && !/^Arrow(Left|Right)$|^(Home|End)$/.test(event.key) ? null : this.update());
    // A tap on an option takes the focus for a moment; where the field has it again, what was offered since stays.
    field.addEventListener("blur", () => setTimeout(() => document.activeElement === this.field || this.close(), 150));
  }

  get open() {
    return !this.node.hidden;
  }

  update() {
    const { value, selectionStart } = this.field;
    const before = value.slice(0, selectionStart);
    const found = [commands, mentions, channels, signs].map((source) => source(before, this.channel())).find(Boolean);
    if (!found?.options.length || before === this.refused) return this.close();
    this.refused = null;
    this.range = [selectionStart - found.typed.length, selectionStart];
    this.options = found.options.slice(0, MOST);
    this.heading.textContent = found.heading;
    this.list.replaceChildren(...this.options.map((option, index) => this.row(option, index)));
    this.node.hidden = false;
    this.highlight(0);
  }

  row(option, index) {
    const words = el("span.completion-words", {}, el("span.completion-name", {}, option.name), option.hint && el("span.completion-hint", {}, option.hint), option.note && el("span.completion-note", {}, option.note));
    const choose = (event) => {
      event.preventDefault(); // the field keeps the focus
      this.choose(index);
    };
    return el("div.completion-option", { id: `${this.id}-${index}`, role: "option", onpointerdown: choose, onpointermove: () => index !== this.at && this.highlight(index) }, option.sign, words);
  }

  highlight(at) {
    this.at = (at + this.options.length) % this.options.length;
    [...this.list.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === this.at)));
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
  }

  choose(index) {
    const option = this.options[index];
    this.close();
    this.take(option, this.range);
  }

  close() {
    this.node.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.open) return false;
    const written = this.field.value.slice(...this.range);
    if (event.key === "Enter" && this.options[this.at].insert.trim() === written) {
      this.close(); // it is written out already: Enter sends
      return false;
    }
    const runs = {
      ArrowDown: () => this.highlight(this.at + 1),
      ArrowUp: () => this.highlight(this.at - 1),
      Enter: () => this.choose(this.at),
      Tab: () => this.choose(this.at),
      Escape: () => {
        this.refused = this.field.value.slice(0, this.field.selectionStart);
        this.close();
      },
    };
    if (!(event.key in runs) || event.shiftKey || event.isComposing) return false;
    event.preventDefault();
    event.stopPropagation();
    runs[event.key]();
    return true;
  }
}

const starts = (text, query) => text.toLowerCase().startsWith(query);

function commands(before) {
  const typed = before.match(/^\/(\S*)$/);
  if (!typed) return null;
  const query = typed[0].toLowerCase();
  const found = store.app.commands.filter((one) => starts(one.command, query)).map((one) => ({
    name: one.command, hint: one.usage_hint, note: one.description, sign: avatar(store.app.bot_user, 24), insert: `${one.command} `,
  }));
  const own = store.app.built_in.filter((one) => starts(one.command, query)).map((one) => ({
    name: one.command, hint: one.usage_hint, note: one.description, sign: avatar("USLACKBOT", 24), insert: `${one.command} `,
  }));
  const shortcuts = store.app.shortcuts.filter((one) => one.kind === "global" && one.name.toLowerCase().includes(query.slice(1))).map((one) => ({
    name: one.name, note: one.description, sign: el("span.completion-sign", {}, icon("bolt")), insert: "", shortcut: one.callback_id,
  }));
  return { typed: typed[0], heading: found.length || shortcuts.length ? `Commands and shortcuts of ${appName()}, and Slack’s own` : "Slack’s own commands", options: [...found, ...shortcuts, ...own] };
}

function mentions(before, channel) {
  const typed = before.match(/(?:^|[\s([{"'>])(@([\p{L}\p{N}._-]*))$/u);
  if (!typed) return null;
  const query = typed[2].toLowerCase();
  const fits = (one) => starts(one.name, query) || one.real_name.toLowerCase().split(/\s+/).some((word) => starts(word, query));
  const inside = (one) => channel?.members.includes(one.id);
  const found = [...store.users.values()].filter((one) => !one.deleted && fits(one)).sort((a, b) => Number(inside(b)) - Number(inside(a)) || Number(b.is_bot) - Number(a.is_bot) || a.name.localeCompare(b.name));
  const options = found.map((one) => ({
    name: one.real_name, hint: `@${one.name}`, note: [one.is_bot ? "App" : one.profile?.title, inside(one) ? "" : "not in this conversation"].filter(Boolean).join(" · "), sign: avatar(one.id, 24), insert: `@${one.name} `,
  }));
  const ranges = [["here", "Everyone who is here"], ["channel", "Everyone in this channel"], ["everyone", "Everyone in the workspace"]].filter(([name]) => query && starts(name, query));
  for (const [name, note] of ranges) options.push({ name: `@${name}`, note, sign: el("span.completion-sign", {}, icon("people")), insert: `@${name} ` });
  return { typed: typed[1], heading: "People", options };
}

function channels(before) {
  const typed = before.match(/(?:^|[\s([{"'>])(#([\p{L}\p{N}_-]*))$/u);
  if (!typed) return null;
  const seen = [...store.channels.values()].filter((one) => (one.kind === "channel" || (one.kind === "group" && one.members.includes(store.me))) && starts(one.name, typed[2].toLowerCase()));
  return { typed: typed[1], heading: "Channels", options: seen.map((one) => ({ name: one.name, sign: el("span.completion-sign", {}, icon(one.kind === "group" ? "lock" : "hash")), insert: `#${one.name} ` })) };
}

function signs(before) {
  const typed = before.match(/(?:^|\s)(:([a-z0-9_+-]{2,}))$/);
  if (!typed) return null;
  const names = [...EMOJI.keys()].filter((name) => name.includes(typed[2])).sort((a, b) => Number(starts(b, typed[2])) - Number(starts(a, typed[2])));
  return { typed: typed[1], heading: "Emoji", options: names.map((name) => ({ name: `:${name}:`, sign: el("span.completion-sign", {}, emoji(name)), insert: `:${name}: ` })) };
}
