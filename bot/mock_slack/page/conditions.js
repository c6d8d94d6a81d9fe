// Bad weather on demand: faults, rate limits, the clock, what befalls the app's connections.

import { act } from "./api.js";
import { el, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { place, toggleDrawer } from "./navigation.js";
import { now, store, watch } from "./store.js";
import { exactTime } from "./times.js";
import { toast } from "./toasts.js";

const CALLS = [
  ["rate_limit", "Rate limit", "429 with Retry-After", ["seconds"]],
  ["http_error", "HTTP error", "The call is answered with an error status", ["status"]],
  ["api_error", "API error", "ok: false, with this error", ["error"]],
  ["latency", "Latency", "The call waits before it is carried out", ["seconds"]],
  ["error_after", "Error afterwards", "Carried out, then answered with an error status", ["status"]],
  ["cut", "Cut", "Carried out, then the connection breaks", []],
];
const EVENTS = [
  ["drop", "Drop", "It is never sent", []],
  ["double", "Double", "It is sent twice", []],
  ["reorder", "Reorder", "The event is sent after the next one (or after ten seconds, if none comes)", []],
  ["retry_only", "Only a retry", "Its first copy arrives marked as a retry", []],
  ["bad_signature", "Bad signature", "HTTP delivery signed with another secret", []],
  ["old_signature", "Old signature", "HTTP delivery signed ten minutes ago", []],
  ["bad_timestamp", "Bad timestamp", "HTTP delivery whose timestamp is no number", []],
  ["no_timestamp", "No timestamp", "HTTP delivery without a timestamp", []],
];
const STEPS = [[60, "1 minute"], [300, "5 minutes"], [1800, "30 minutes"], [86400, "1 day"]];

export function conditionsPane() {
  const head = el("header.pane-head", {}, el("button.quiet.only-narrow", { type: "button", "aria-label": "Open the sidebar", onclick: () => toggleDrawer(true) }, icon("menu")), el("div.pane-title", {}, el("h1", {}, icon("fault"), el("span", {}, "Faults & clock")), el("span.pane-note", {}, "What can go wrong between Slack and the app")));
  const active = el("div.fault-list");
  const sown = el("span.small-print");
  const time = el("div.clock-now");
  const limits = el("input", { type: "checkbox", onchange: (event) => act("rate-limits", { on: event.target.checked }) });
  const node = el("main.conversation.behind", { "aria-label": "Faults and clock", hidden: true }, head, el("div.scroller", { tabIndex: 0 }, el("div.cards", {}, faultCard(active, sown), clockCard(time), limitsCard(limits), socketCard())));

  function draw() {
    node.hidden = place.view !== "conditions" || !store.ready;
    if (node.hidden) return;
    limits.checked = store.rateLimits;
    sown.textContent = `Probabilities are drawn from the seed ${store.seed}.`;
    time.replaceChildren(el("strong", {}, exactTime(now())), el("span.small-print", {}, store.offset > 1 ? `${duration(store.offset)} ahead of this machine` : "the time of this machine"));
    const items = store.faults.map((one) => ({ key: String(one.id), version: [JSON.stringify(one)], build: () => faultRow(one) }));
    keyed(active, items.length ? items : [{ key: "none", version: [], build: () => el("p.empty", {}, "No faults are set: everything goes well.") }]);
  }
  watch(["view", "conditions", "workspace"], draw);
  setInterval(() => node.hidden || draw(), 1000);
  return { node };
}

function faultCard(active, sown) {
  const kinds = [...CALLS, ...EVENTS];
  const kind = el("select.field", { "aria-label": "Fault", onchange: () => shape() }, el("optgroup", { title: "Calls" }, CALLS.map(([value, words]) => el("option", { value }, words))), el("optgroup", { title: "Events" }, EVENTS.map(([value, words]) => el("option", { value }, words))));
  kind.children[0].label = "The app's calls";
  kind.children[1].label = "Events, commands and clicks on their way to the app";
  const about = el("p.small-print");
  const field = (name, label, type, value, placeholder = "") => ({ name, input: el("input.field", { type, value, placeholder, min: type === "number" ? 0 : null, step: type === "number" ? "any" : null, autocomplete: "off" }), label });
  const target = field("target", "Which", "text", "", "any");
  const fields = [field("seconds", "Seconds", "number", "5"), field("status", "Status", "number", "503"), field("error", "Error", "text", "internal_error"), field("count", "How often", "number", "1", "always"), field("probability", "Probability", "number", "1")];
  const labels = [target, ...fields].map((one) => el("label.form-label", { data: { name: one.name } }, el("span", {}, one.label), one.input));
  const shape = () => {
    const [, , words, wanted] = kinds.find(([name]) => name === kind.value);
    const call = CALLS.some(([name]) => name === kind.value);
    about.textContent = words;
    labels[0].firstChild.textContent = call ? "Method" : "Event";
    target.input.placeholder = call ? "any, e.g. chat.postMessage" : "any, e.g. app_mention, /ask, block_actions";
    for (const node of labels.slice(1, 4)) node.hidden = !wanted.includes(node.dataset.name);
  };
  const add = async (event) => {
    event.preventDefault();
    const [, , , wanted] = kinds.find(([name]) => name === kind.value);
    const call = CALLS.some(([name]) => name === kind.value);
    const value = Object.fromEntries(fields.map((one) => [one.name, one.input.value]));
    const body = { kind: kind.value, count: value.count === "" ? null : Math.round(Number(value.count)), probability: Number(value.probability) };
    if (target.input.value.trim()) body[call ? "method" : "event"] = target.input.value.trim();
    if (wanted.includes("seconds")) body.seconds = Number(value.seconds);
    if (wanted.includes("status")) body.status = Math.round(Number(value.status));
    if (wanted.includes("error")) body.error = value.error;
    if ((await act("fault", body)).ok) toast("The fault is set.");
  };
  shape();
  const form = el("form.form.fault-form", { onsubmit: add }, el("label.form-label", {}, el("span", {}, "What happens"), kind), labels, el("button.button.primary.filled", { type: "submit" }, "Set this fault"));
  const seed = el("input.field.small", { type: "number", step: 1, "aria-label": "Seed", placeholder: "seed" });
  const sow = async (event) => {
    event.preventDefault();
    if (seed.value !== "" && (await act("fault", { seed: Math.round(Number(seed.value)) })).ok) toast(`The dice start anew from ${store.seed}.`);
  };
  const dice = el("form.row", { onsubmit: sow }, seed, el("button.button", { type: "submit" }, "Start the dice anew"), sown);
  const clear = el("button.text-button", { type: "button", onclick: () => act("fault", { clear: true }) }, "Clear all");
  return card("Faults", "fault", [form, about, dice, el("div.card-line", {}, el("h3", {}, "Set now"), clear), active], "wide");
}

function faultRow(one) {
  const words = [...CALLS, ...EVENTS].find(([name]) => name === one.kind)?.[1] ?? one.kind;
  const left = one.count === null ? "always" : `${one.count - one.struck} more ${one.count - one.struck === 1 ? "time" : "times"}`;
  const facts = [one.method ?? one.event ?? "any", left, one.probability < 1 ? `${Math.round(one.probability * 100)} %` : "", `struck ${one.struck}×`].filter(Boolean).join(" · ");
  return el("div.fault-row", {}, icon("fault"), el("span.people-words", {}, el("strong", {}, words), el("span.small-print", {}, facts)), el("button.quiet", { type: "button", "aria-label": `Remove ${words}`, onclick: () => act("fault", { remove: one.id }) }, icon("close", 16)));
}

function clockCard(time) {
  const advance = (seconds) => async () => (await act("clock", { advance: seconds })).ok && toast(`The clock is ${duration(seconds)} further.`);
  const own = el("input.field.small", { type: "number", min: 0, placeholder: "seconds", "aria-label": "Seconds" });
  const buttons = STEPS.map(([seconds, words]) => el("button.button", { type: "button", onclick: advance(seconds) }, `+ ${words}`));
  const form = el("form.row", { onsubmit: (event) => (event.preventDefault(), own.value && advance(Number(own.value))()) }, own, el("button.button", { type: "submit" }, "Advance"));
  return card("Clock", "clock", [time, el("p.small-print", {}, "Retries, time-outs and expiries follow this clock. It never goes back."), el("div.row", {}, buttons), form]);
}

function limitsCard(limits) {
  return card("Rate limits", "chart", [el("label.choice", {}, limits, el("span.choice-words", {}, "Enforce Slack's rate limits", el("span.choice-note", {}, "A message a second in a channel, and every method by its tier; beyond it 429 with Retry-After.")))]);
}

function socketCard() {
  const button = (action, words, note) => el("div.fault-row", {}, el("span.people-words.small-print", {}, note), el("button.button", { type: "button", onclick: () => act("socket", { action }) }, words));
  return card("Socket Mode", "plug", [button("refresh", "Refresh", "Slack asks the app to open a new connection"), button("cut", "Cut", "The connections break in the middle"), button("link_disabled", "Disable", "Socket Mode is turned off for the app")]);
}

function card(title, drawing, content, kind = "") {
  return el(`section.panel${kind ? `.${kind}` : ""}`, {}, el("h2", {}, icon(drawing), title), content);
}

function duration(seconds) {
  const [amount, unit] = seconds < 120 ? [seconds, "second"] : seconds < 7200 ? [seconds / 60, "minute"] : seconds < 172800 ? [seconds / 3600, "hour"] : [seconds / 86400, "day"];
  const whole = Math.round(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
