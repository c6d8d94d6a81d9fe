// What goes over the wire between the workspace and the app: every request, response and event, as it happens.

import { el, keyed } from "./dom.js";
import { download } from "./download.js";
import { icon } from "./icons.js";
import { entries, journalOpen, openJournal } from "./journal.js";
import { jsonTree } from "./json_tree.js";
import { place, toggleDrawer } from "./navigation.js";
import { store, watch } from "./store.js";
import { clockTime } from "./times.js";

const KINDS = [["call", "Calls"], ["delivery", "Deliveries"], ["response_url", "Response URLs"], ["socket", "Sockets"], ["withheld", "Withheld"]];
const ROWS = 500; // that are shown at once; the newest

const view = { kinds: new Set(), query: "", failures: false, picked: null, paused: null };

export function trafficPane() {
  const chips = el("div.chips", { role: "group", "aria-label": "Kinds" });
  const search = el("input.field", { type: "search", placeholder: "Filter by method, event, error or content", "aria-label": "Filter the traffic", oninput: (event) => ((view.query = event.target.value.toLowerCase()), draw()) });
  const count = el("span.small-print");
  const tools = el("div.traffic-tools", {}, el("div.traffic-search", {}, icon("search", 16), search), chips, el("span.space"), count);
  const rows = el("div.traffic-rows", { role: "listbox", "aria-label": "Traffic", tabIndex: 0, onkeydown: move });
  const details = el("div.traffic-details", { "aria-label": "Details", role: "region" });
  const pause = el("button.button", { type: "button", onclick: () => ((view.paused = view.paused === null ? Math.max(0, ...entries.keys()) : null), draw()) });
  const save = el("button.button", { type: "button", onclick: () => download("traffic.json", JSON.stringify(chosen(), null, 2)) }, icon("download", 16), "Save as file");
  const head = el("header.pane-head", {}, el("button.quiet.only-narrow", { type: "button", "aria-label": "Open the sidebar", onclick: () => toggleDrawer(true) }, icon("menu")), el("div.pane-title", {}, el("h1", {}, icon("traffic"), el("span", {}, "Traffic")), el("span.pane-note", {}, "Every call, answer and event between the workspace and the app")), pause, save);
  const node = el("main.conversation.traffic", { "aria-label": "Traffic", hidden: true }, head, tools, el("div.traffic-body", {}, rows, details));

  function draw() {
    node.hidden = place.view !== "traffic" || !store.ready;
    if (node.hidden) return;
    if (!journalOpen()) openJournal();
    const atTop = rows.scrollTop < 40;
    const found = chosen();
    const shown = found.slice(-ROWS).reverse();
    chips.replaceChildren(...KINDS.map(([kind, words]) => chip(words, view.kinds.has(kind), () => (view.kinds.has(kind) ? view.kinds.delete(kind) : view.kinds.add(kind)))), chip("Only failures", view.failures, () => (view.failures = !view.failures)));
    count.textContent = `${found.length} of ${entries.size}`;
    pause.replaceChildren(icon(view.paused === null ? "stop" : "play", 16), view.paused === null ? "Pause" : "Go on");
    keyed(rows, shown.length ? shown.map((entry) => ({ key: String(entry.number), version: [entry, view.picked === entry.number], build: () => row(entry) })) : [{ key: "empty", version: [], build: () => el("p.empty", {}, entries.size ? "Nothing fits the filter." : "Nothing yet. As soon as an app calls, or is called, it stands here.") }]);
    if (atTop) rows.scrollTop = 0;
    const picked = entries.get(view.picked);
    keyed(details, picked ? [{ key: "entry", version: [picked], build: () => detail(picked) }] : []);
    node.classList.toggle("with-details", Boolean(picked));
  }

  function chip(words, on, toggle) {
    return el("button.filter-chip", { type: "button", "aria-pressed": String(on), onclick: () => (toggle(), draw()) }, words);
  }

  function pick(number) {
    view.picked = number;
    draw();
    [...rows.children].find((one) => one.dataset.key === String(number))?.scrollIntoView({ block: "nearest" });
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && view.picked !== null) event.stopPropagation(), pick(null);
    if (!step) return;
    event.preventDefault();
    const keys = [...rows.children].map((one) => Number(one.dataset.key)).filter(Boolean);
    const next = keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(view.picked) + step))];
    if (next) pick(next);
  }

  function row(entry) {
    const facts = summary(entry);
    return el(
      `div.traffic-row.${facts.tone}`, { role: "option", "aria-selected": String(view.picked === entry.number), onclick: () => pick(view.picked === entry.number ? null : entry.number) },
      el("time.traffic-time", {}, clockTime(entry.at)), el("span.traffic-way", { title: facts.way }, icon(facts.arrow, 16)), el("span.traffic-name", {}, el("strong", {}, facts.name), facts.note && el("span.small-print", {}, facts.note)), el("span.traffic-state", {}, facts.state), el("span.traffic-ms", {}, Number.isFinite(entry.elapsed_ms) ? `${Math.round(entry.elapsed_ms)} ms` : ""),
    );
  }

  function detail(entry) {
    const facts = summary(entry);
    const { arguments: given, response, payload, sent, ...rest } = entry;
    const parts = [["Request", given], ["Response", response], ["Payload", payload], ["Sent", sent]].filter(([, value]) => value !== undefined && value !== null);
    const close = el("button.quiet", { type: "button", "aria-label": "Close the details", onclick: () => pick(null) }, icon("close"));
    return el("div", {}, el("div.traffic-detail-head", {}, el("strong", {}, facts.name), el(`span.state-chip.${facts.tone}`, {}, facts.state), close), parts.map(([name, value]) => el("section", {}, el("h3", {}, name), jsonTree(value))), el("section", {}, el("h3", {}, "Facts"), jsonTree(rest)));
  }

  watch(["view", "journal", "workspace"], draw);
  return { node };
}

function chosen() {
  const words = view.query.split(/\s+/).filter(Boolean);
  return [...entries.values()].filter((entry) => {
    if (view.paused !== null && entry.number > view.paused) return false;
    if (view.kinds.size && !view.kinds.has(entry.kind)) return false;
    if (view.failures && summary(entry).tone !== "failed") return false;
    if (!words.length) return true;
    const text = JSON.stringify(entry).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A line's words: its name, what came of it, and whether that is good. */
function summary(entry) {
  switch (entry.kind) {
    case "call":
      return { name: entry.method, note: faults(entry), state: entry.ok ? "ok" : String(entry.error ?? entry.status), tone: entry.ok ? "fine" : "failed", arrow: "toSlack", way: "The app called" };
    case "delivery": {
      const tone = entry.outcome === "acknowledged" ? "fine" : entry.outcome === "pending" ? "waiting" : "failed";
      const again = entry.attempt > 1 ? `attempt ${entry.attempt}${entry.retry_reason ? `, ${entry.retry_reason}` : ""}` : "";
      return { name: entry.name || entry.type, note: [entry.type, again].filter(Boolean).join(" · "), state: String(entry.outcome ?? ""), tone, arrow: "toApp", way: "Sent to the app" };
    }
    case "withheld":
      return { name: entry.event || "event", note: "not sent to the app", state: String(entry.reason ?? ""), tone: "waiting", arrow: "stop", way: "Withheld" };
    case "response_url":
      return { name: "response_url", note: "", state: entry.error ? String(entry.error) : "ok", tone: entry.error ? "failed" : "fine", arrow: "toSlack", way: "The app answered" };
    default:
      return { name: `${entry.kind}${entry.what ? ` ${entry.what}` : ""}`, note: String(entry.reason ?? ""), state: "", tone: entry.what === "refused" ? "failed" : "fine", arrow: "plug", way: entry.kind };
  }
}

const faults = (entry) => (entry.faults?.length ? `fault: ${[entry.faults].flat().join(", ")}` : "");
