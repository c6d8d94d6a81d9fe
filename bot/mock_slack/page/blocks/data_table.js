// A table to work with: pages, sorting by a column, a search.

import { el } from "../dom.js";
import { element } from "../elements/index.js";
import { icon } from "../icons.js";
import { cell, scrolling } from "./table.js";

export function dataTable(block, surface) {
  const [head = [], ...all] = block.rows ?? [];
  const size = Math.min(Math.max(Number(block.page_size) || 5, 1), 100);
  const state = { page: 0, column: -1, down: false, query: "" };
  const body = el("tbody");
  const foot = el("div.data-table-foot");
  const heads = head.map((given, column) => el("th", { scope: "col" }, el("button.text-button.sort", { type: "button", onclick: () => sort(column) }, cell(given), icon("down", 12))));

  const sort = (column) => {
    state.down = state.column === column && !state.down;
    state.column = column;
    draw();
  };
  const draw = () => {
    const found = all.filter((row) => row.some((one) => words(one).toLowerCase().includes(state.query)));
    if (state.column >= 0) found.sort((a, b) => compare(a[state.column], b[state.column]) * (state.down ? -1 : 1));
    const pages = Math.max(1, Math.ceil(found.length / size));
    state.page = Math.min(state.page, pages - 1);
    const shown = found.slice(state.page * size, state.page * size + size);
    body.replaceChildren(...shown.map((row) => el("tr", {}, row.map((one, column) => el(column === block.row_header_column_index ? "th" : "td", {}, one?.type === "action" || one?.type === "button" ? element(one.element ?? one, surface) : cell(one))))));
    heads.forEach((node, column) => node.setAttribute("aria-sort", column !== state.column ? "none" : state.down ? "descending" : "ascending"));
    const turn = (by, label, drawing) => el("button.quiet", { type: "button", "aria-label": label, disabled: state.page + by < 0 || state.page + by >= pages, onclick: () => ((state.page += by), draw()) }, icon(drawing, 16));
    foot.replaceChildren(el("span", {}, `${found.length} of ${all.length} rows`), el("span.pages", {}, turn(-1, "Previous page", "left"), `${state.page + 1} / ${pages}`, turn(1, "Next page", "right")));
  };
  const search = el("input.field.small", { type: "search", placeholder: "Search the table", "aria-label": "Search the table", oninput: (event) => ((state.query = event.target.value.trim().toLowerCase()), (state.page = 0), draw()) });
  draw();
  const caption = el("div.data-table-head", {}, el("strong", {}, String(block.caption ?? "")), all.length > size && search);
  return el("div.data-table", {}, caption, scrolling(el("table.table", {}, el("thead", {}, el("tr", {}, heads)), body), String(block.caption ?? "Table")), foot);
}

const words = (given) => (typeof given === "string" ? given : given?.text !== undefined ? String(given.text) : given?.value !== undefined ? String(given.value) : JSON.stringify(given?.elements ?? ""));

function compare(a, b) {
  const [x, y] = [a, b].map((one) => (one?.type === "raw_number" ? Number(one.value) : words(one)));
  return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
}
