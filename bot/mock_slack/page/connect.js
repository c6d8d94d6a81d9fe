// How to connect an app: what belongs into its environment, and whether one is there.

import { act, look } from "./api.js";
import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { copy } from "./message_toolbar.js";
import { place, toggleDrawer } from "./navigation.js";
import { connected, store, watch } from "./store.js";
import { toast } from "./toasts.js";

export function connectPane() {
  const head = el("header.pane-head", {}, el("button.quiet.only-narrow", { type: "button", "aria-label": "Open the sidebar", onclick: () => toggleDrawer(true) }, icon("menu")), el("div.pane-title", {}, el("h1", {}, icon("plug"), el("span", {}, "Connect an app")), el("span.pane-note", {}, "Only its API address changes")));
  const state = el("div.connection");
  const code = el("code");
  const facts = el("div");
  const lines = () => code.textContent;
  const environment = el("section.panel.wide", {}, el("h2", {}, icon("code"), "Put this into its environment"), el("pre.code", {}, code), el("div.row", {}, el("button.button", { type: "button", onclick: () => copy(lines(), "Copied.") }, icon("copy", 16), "Copy"), el("span.small-print", {}, "These tokens guard nothing but this mock, and are new at every start.")));
  const node = el("main.conversation.behind", { "aria-label": "Connect an app", hidden: true }, head, el("div.scroller", { tabIndex: 0 }, el("div.cards.two", {}, el("section.panel", {}, el("h2", {}, icon("plug"), "Connection"), state), delivery(), environment, el("section.panel.wide", {}, el("h2", {}, icon("list"), "What the manifest allows"), facts))));
  let fetched = null;

  async function draw() {
    node.hidden = place.view !== "connect" || !store.ready;
    if (node.hidden) return;
    const { sockets, http } = store.connection;
    state.replaceChildren(el("p.row", {}, el(`span.lamp${connected() ? ".on" : ""}`), connected() ? `${store.app.name} is connected${http ? ` over HTTP at ${http}` : `: ${sockets} socket${sockets === 1 ? "" : "s"}`}.` : `${store.app.name} is not connected.`));
    keyed(facts, [{ key: "facts", version: [store.app], build: manifest }]);
    if (fetched === store.run) return;
    fetched = store.run;
    const answer = await look("environment");
    code.textContent = Object.entries(answer).filter(([name]) => name.startsWith("SLACK_")).map(([name, value]) => `export ${name}=${value}`).join("\n");
  }
  watch(["view", "workspace", "conditions"], draw);
  return { node };
}

function delivery() {
  const address = el("input.field", { type: "url", placeholder: "http://127.0.0.1:3000/slack/events", "aria-label": "Request URL", autocomplete: "off" });
  const send = (url, verify) => async (event) => {
    event?.preventDefault();
    if ((await act("delivery", { url, verify })).ok) toast(url ? "Everything goes to this address now." : "Deliveries go by the manifest again.");
  };
  const form = el("form.form", { onsubmit: (event) => send(address.value.trim() || null, Boolean(address.value.trim()))(event) }, el("label.form-label", {}, el("span", {}, "Send everything to this address, signed"), address), el("div.row", {}, el("button.button", { type: "submit" }, "Use it"), el("button.text-button", { type: "button", onclick: send(null, false) }, "By the manifest again")));
  return el("section.panel", {}, el("h2", {}, icon("out"), "Deliver over HTTP"), form);
}

function manifest() {
  const words = (list) => (list.length ? list.map((one) => el("code", {}, one)) : "none");
  const rows = [
    ["Commands", store.app.commands.map((one) => one.command)], ["Shortcuts", store.app.shortcuts.map((one) => one.callback_id)], ["Events", store.app.events], ["Scopes", store.app.scopes],
  ].map(([name, list]) => el("tr", {}, el("th", { scope: "row" }, name), el("td.codes", {}, words(list))));
  const warnings = store.app.warnings.map((one) => el("div.alert.alert-warning", {}, icon("warn"), el("div.text", {}, one)));
  return el("div", {}, warnings, el("table.keys", {}, el("tbody", {}, rows)));
}
