// Where interactive elements stand: a message or a view. It knows what is filled in, and sends what is done.

import { act } from "./api.js";
import { ask } from "./dialog.js";
import { plain, textObject } from "./mrkdwn.js";

const filled = new Map(); // JSON of [surface, block_id, action_id] (an app's ids may hold any character) → what was chosen or typed

const INITIAL = [
  "selected_option", "selected_options", "selected_user", "selected_users", "selected_conversation", "selected_conversations",
  "selected_channel", "selected_channels", "selected_date", "selected_time", "selected_date_time", "value", "rich_text_value", "files",
];

export class Surface {
  /** `place` is what the control API is told: `{channel, ts}` or `{view_id}`; `state` the values that the server knows. */
  constructor({ key, place, view = null, message = null, errors = {}, changed = () => {} }) {
    Object.assign(this, { key, place, view, message, errors, changed, root: null });
  }

  /** The same surface within its top-level block, by whose id the server knows what stands in it. */
  within(block) {
    return this.root ? this : Object.assign(Object.create(Surface.prototype), this, { root: block });
  }

  get inView() {
    return Boolean(this.view);
  }

  name(element) {
    return JSON.stringify([this.key, this.root?.block_id ?? "", element.action_id ?? ""]);
  }

  /** What is filled in: an option (or several), an id, a date, a text; undefined when nothing ever was. */
  value(element) {
    const name = this.name(element);
    if (filled.has(name)) return filled.get(name);
    const state = this.view?.state?.values?.[this.root?.block_id]?.[element.action_id];
    for (const field of INITIAL) if (state && state[field] !== undefined) return state[field];
    const initial = Object.keys(element).find((key) => key.startsWith("initial_"));
    return initial ? element[initial] : this.current(element);
  }

  /** In a message a select may begin with the conversation that it stands in; in a view the server has said which it is. */
  current(element) {
    if (!element.default_to_current_conversation || !this.message) return undefined;
    return element.type.startsWith("multi_") ? [this.place.channel] : this.place.channel;
  }

  fill(element, value) {
    filled.set(this.name(element), value);
    this.changed(this.root?.block_id);
  }

  /** Everything that is filled in in this view, by block id and action id. */
  values() {
    const values = {};
    for (const [name, value] of filled) {
      const [key, block, action] = JSON.parse(name);
      if (key === this.key) (values[block] ??= {})[action] = value;
    }
    return values;
  }

  /** Tell the app; ask before, where the element wants that. False when the person thought better of it. */
  async send(element, value) {
    if (element.confirm && !(await confirmed(element.confirm))) return false;
    const body = { ...this.place, action_id: element.action_id, block_id: this.root?.block_id, value };
    if (this.inView) body.values = this.values();
    return act("interact", body);
  }

  options(element, query) {
    return act("options", { ...this.place, action_id: element.action_id, block_id: this.root?.block_id, value: query }, { quiet: true });
  }
}

export function forgetSurface(key) {
  for (const name of filled.keys()) if (JSON.parse(name)[0] === key) filled.delete(name);
}

function confirmed(confirm) {
  return ask({
    title: textObjectText(confirm.title) || "Are you sure?",
    content: textObject(confirm.text),
    yes: plain(confirm.confirm?.text ?? "Yes"),
    no: plain(confirm.deny?.text ?? "No"),
    style: confirm.style,
  });
}

const textObjectText = (object) => (typeof object === "string" ? object : (object?.text ?? ""));
