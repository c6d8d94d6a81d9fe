// The data_visualization block: bars, lines, areas and pies, drawn as one picture, with the figures as a table for who cannot see it.

import { el, svg } from "../dom.js";
import { unknown } from "../unknown.js";

const WIDTH = 480;
const HEIGHT = 220;
const FRAME = { left: 44, right: 8, top: 10, bottom: 44 };

export function chart(block) {
  const given = block.chart ?? {};
  const draw = { bar: plot, line: plot, area: plot, pie }[given.type];
  if (!draw) return unknown(block);
  const [picture, names, rows] = draw(given);
  const legend = el("ul.chart-legend", {}, names.map((name, index) => el("li", {}, el(`span.chart-key.tone-${index % 6}`), name)));
  const figures = el("table.hidden-figures", {}, rows.map((row) => el("tr", {}, row.map((one) => el("td", {}, String(one))))));
  return el("figure.chart", {}, el("figcaption", {}, String(block.title ?? "")), picture, legend, figures);
}

function frame(label, children) {
  return svg("svg.chart-picture", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, preserveAspectRatio: "xMidYMid meet" }, children);
}

function plot(given) {
  const axis = given.axis_config ?? {};
  const categories = (axis.categories ?? []).map(String);
  const series = (given.series ?? []).map((one) => ({ name: String(one.name ?? ""), values: categories.map((name, index) => pointOf(one.data ?? [], name, index)) }));
  const all = series.flatMap((one) => one.values);
  const top = nice(Math.max(0, ...all));
  const bottom = -nice(Math.max(0, ...all.map((one) => -one)));
  const inner = { width: WIDTH - FRAME.left - FRAME.right, height: HEIGHT - FRAME.top - FRAME.bottom };
  const y = (value) => FRAME.top + inner.height * (1 - (value - bottom) / (top - bottom || 1));
  const step = inner.width / Math.max(categories.length, 1);
  const x = (index) => FRAME.left + step * (index + 0.5);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => bottom + part * (top - bottom)).flatMap((value) => [
    svg("line.chart-grid", { x1: FRAME.left, x2: WIDTH - FRAME.right, y1: y(value), y2: y(value) }),
    svg("text.chart-label", { x: FRAME.left - 6, y: y(value) + 3, "text-anchor": "end" }, short(value)),
  ]);
  const every = Math.ceil(categories.length / 8);
  const names = categories.map((name, index) => index % every === 0 && svg("text.chart-label", { x: x(index), y: HEIGHT - FRAME.bottom + 14, "text-anchor": "middle" }, name.length > 12 ? `${name.slice(0, 11)}…` : name));
  const titles = [axis.x_label && svg("text.chart-label", { x: WIDTH / 2, y: HEIGHT - 8, "text-anchor": "middle" }, String(axis.x_label))];
  const marks = series.map((one, number) => (given.type === "bar" ? bars(one, number, series.length, x, y, step) : path(one, number, x, y, given.type === "area")));
  const label = `${given.type} chart${axis.y_label ? ` of ${axis.y_label}` : ""}`;
  const rows = [["", ...categories], ...series.map((one) => [one.name, ...one.values])];
  return [frame(label, [lines, names, titles, marks]), series.map((one) => one.name), rows];
}

function pointOf(data, name, index) {
  const found = data.find((one) => one?.label === name) ?? data[index];
  return Number(typeof found === "object" ? found?.value : found) || 0;
}

function bars(one, number, count, x, y, step) {
  const width = Math.max(2, (step * 0.7) / count);
  return one.values.map((value, index) => svg(`rect.chart-fill.tone-${number % 6}`, { x: x(index) - (width * count) / 2 + width * number, y: Math.min(y(value), y(0)), width: Math.max(1, width - 2), height: Math.abs(y(value) - y(0)), rx: 2 }));
}

function path(one, number, x, y, filled) {
  const points = one.values.map((value, index) => `${x(index)},${y(value)}`);
  const last = one.values.length - 1;
  return [
    filled && svg(`polygon.chart-area.tone-${number % 6}`, { points: [`${x(0)},${y(0)}`, ...points, `${x(last)},${y(0)}`].join(" ") }),
    svg(`polyline.chart-line.tone-${number % 6}`, { points: points.join(" "), fill: "none" }),
  ];
}

function pie(given) {
  const parts = (given.segments ?? []).map((one) => ({ name: String(one.label ?? ""), value: Math.max(0, Number(one.value) || 0) }));
  const total = parts.reduce((sum, one) => sum + one.value, 0) || 1;
  const radius = HEIGHT / 2 - 10;
  const at = (share) => [WIDTH / 2 + radius * Math.sin(share * 2 * Math.PI), HEIGHT / 2 - radius * Math.cos(share * 2 * Math.PI)];
  let before = 0;
  const slices = parts.map((one, index) => {
    const [from, to] = [before, (before += one.value / total)];
    if (to - from > 0.9999) return svg(`circle.chart-fill.tone-${index % 6}`, { cx: WIDTH / 2, cy: HEIGHT / 2, r: radius });
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    return svg(`path.chart-fill.chart-slice.tone-${index % 6}`, { d: `M${WIDTH / 2} ${HEIGHT / 2}L${x1} ${y1}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2}Z` });
  });
  const named = parts.map((one) => `${one.name} ${Math.round((one.value / total) * 100)}%`);
  return [frame("pie chart", slices), named, parts.map((one) => [one.name, one.value])];
}

function nice(value) {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].find((one) => one * power >= value) * power;
}

const short = (value) => (Math.abs(value) >= 1e6 ? `${+(value / 1e6).toFixed(1)}M` : Math.abs(value) >= 1e3 ? `${+(value / 1e3).toFixed(1)}k` : String(+value.toFixed(2)));
