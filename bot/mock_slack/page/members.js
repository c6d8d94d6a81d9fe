// Who is in a channel; inviting, leaving, starting and finding channels.

import { act } from "./api.js";
import { avatar } from "./avatars.js";
import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openChannel } from "./navigation.js";
import { openProfile } from "./navigation.js";
import { becomes, channelName, fullName, isBot, nameOf, partner, store } from "./store.js";

export function channelDetails(channel, anchor) {
  if (channel.kind === "im") return openProfile(partner(channel), anchor);
  const rows = channel.members.map((id) => person(id, isBot(id) || store.users.get(id)?.is_bot ? el("span.badge", {}, "APP") : null));
  const others = [...store.users.values()].filter((one) => !one.deleted && !channel.members.includes(one.id));
  const invite = (id) => async () => (await act("invite", { channel: channel.id, member: id })).ok && box.close();
  const outside = others.map((one) => person(one.id, el("button.button", { type: "button", onclick: invite(one.id) }, icon("addUser", 16), "Invite")));
  const leave = async () => (await act("leave", { channel: channel.id })).ok && box.close();
  const body = [
    channel.topic?.value && el("p", {}, el("strong", {}, "Topic: "), channel.topic.value),
    el("h3.list-heading", {}, `Members (${channel.members.length})`), el("ul.people", {}, rows),
    outside.length > 0 && [el("h3.list-heading", {}, "Not in this channel"), el("ul.people", {}, outside)],
    el("p.small-print", {}, "Channel ID: ", el("code", {}, channel.id)),
  ].flat().filter(Boolean);
  const footer = !channel.is_general && el("button.button.danger", { type: "button", onclick: leave }, "Leave channel");
  const box = dialog({ title: `${channel.kind === "group" ? "" : "#"}${channelName(channel)}`, body, footer: footer ? [footer] : null });
}

function person(id, tail) {
  return el("li", {}, avatar(id, 36), el("span.people-words", {}, el("strong", {}, fullName(id)), el("span.small-print", {}, `@${store.users.get(id)?.name ?? nameOf(id)}`)), tail);
}

/** Somebody new joins the workspace, and one acts as them. */
export function addPerson() {
  const name = el("input.field", { type: "text", placeholder: "e.g. Dana Ionescu", maxlength: 80, "aria-label": "Full name", autocomplete: "off" });
  const add = async (event) => {
    event.preventDefault();
    const handle = name.value.trim().toLowerCase().split(/\s+/)[0].replace(/[^\p{L}\p{N}._-]/gu, "");
    const answer = await act("add-user", { name: handle, real_name: name.value.trim() });
    if (!answer.ok) return;
    box.close();
    becomes(answer.user.id ?? answer.user);
  };
  const form = el("form.form", { onsubmit: add }, el("label.form-label", {}, "Full name", name));
  const box = dialog({ title: "Somebody new", body: form, footer: [el("button.button.primary.filled", { type: "button", onclick: add }, "Add")], kind: "small" });
  name.focus();
}

/** Public channels that one is not in, and a new one. */
export function browseChannels() {
  const found = [...store.channels.values()].filter((one) => one.kind === "channel" && !one.is_archived).sort((a, b) => a.name.localeCompare(b.name));
  const join = (one) => async () => {
    const inside = one.members.includes(store.me);
    if (!inside && !(await act("invite", { channel: one.id, member: store.me })).ok) return;
    box.close();
    openChannel(one.id);
  };
  const rows = found.map((one) => el("li", {}, icon("hash"), el("span.people-words", {}, el("strong", {}, one.name), el("span.small-print", {}, `${one.members.length} members${one.purpose?.value ? ` · ${one.purpose.value}` : ""}`)), el("button.button", { type: "button", onclick: join(one) }, one.members.includes(store.me) ? "Open" : "Join")));
  const box = dialog({ title: "Channels", body: el("ul.people", {}, rows), footer: [el("button.button.primary.filled", { type: "button", onclick: () => (box.close(), createChannel()) }, "Create a channel")] });
}

export function createChannel() {
  const name = el("input.field", { type: "text", placeholder: "e.g. plan-budget", maxlength: 80, "aria-label": "Name", autocomplete: "off" });
  const hidden = el("input", { type: "checkbox" });
  const withApp = el("input", { type: "checkbox", checked: true });
  const create = async (event) => {
    event.preventDefault();
    const answer = await act("create-channel", { name: name.value, private: hidden.checked });
    if (!answer.ok) return;
    if (withApp.checked) await act("invite", { channel: answer.channel.id, member: store.app.bot_user });
    box.close();
    openChannel(answer.channel.id);
  };
  const form = el("form.form", { id: "create-channel", onsubmit: create }, el("label.form-label", {}, "Name", name), el("label.choice", {}, hidden, "Make it private"), el("label.choice", {}, withApp, `Invite ${fullName(store.app.bot_user)}`));
  const box = dialog({ title: "Create a channel", body: form, footer: [el("button.button.primary.filled", { type: "button", onclick: create }, "Create")], kind: "small" });
  name.focus();
}
