// Building nodes. Nothing here ever reads markup: what comes from messages can only become text.

const PROPERTIES = new Set([
  "checked", "disabled", "hidden", "value", "tabIndex", "readOnly", "multiple", "selected", "open", "indeterminate", "spellcheck",
]);
const ATTRIBUTES = new Set([
  "id", "role", "title", "type", "name", "for", "placeholder", "alt", "src", "href", "target", "rel", "download", "rows", "min",
  "max", "step", "accept", "autocomplete", "colspan", "scope", "label", "datetime", "loading", "start", "popover", "maxlength", "lang", "dir",
  "viewBox", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "width", "height", "points", "fill", "text-anchor",
  "enterkeyhint", "novalidate", "inputmode", "preserveAspectRatio", "referrerpolicy",
]);
const SVG = "http://www.w3.org/2000/svg";

/** `el("button.primary", {type: "button", onclick: f, data: {key: "x"}}, "text", node, [nodes], null)` */
export function el(spec, properties, ...children) {
  const [tag, ...classes] = spec.split(".");
  return furnish(document.createElement(tag || "div"), classes, properties, children);
}

export function svg(spec, properties, ...children) {
  const [tag, ...classes] = spec.split(".");
  return furnish(document.createElementNS(SVG, tag), classes, properties, children);
}

function furnish(node, classes, properties, children) {
  node.classList.add(...classes.filter(Boolean));
  for (const [name, value] of Object.entries(properties ?? {})) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function" && name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "class") node.classList.add(...value.split(" ").filter(Boolean));
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
  else if (ATTRIBUTES.has(name)) node.setAttribute(name, value === true ? "" : String(value));
  else throw new Error(`not an attribute for this page: ${name}`);
}

const versions = new WeakMap();

/**
 * Make `container` hold one child per item, in order: `{key, version, build}`. A child stays as it is while its version (a list,
 * compared shallowly) is the same, so that an open menu, a focus or a playing animation outlives a change elsewhere.
 */
export function keyed(container, items) {
  const before = new Map();
  for (const child of container.children) before.set(child.dataset.key, child);
  const active = container.contains(document.activeElement) ? document.activeElement : null;
  const focused = active?.closest("[data-focus]") ?? (active?.parentElement === container ? active : null);
  const wanted = focused && { item: focused.closest("[data-key]")?.dataset.key, focus: focused.dataset.focus };
  let place = container.firstElementChild;
  for (const item of items) {
    let node = before.get(item.key);
    before.delete(item.key);
    if (!node || !same(versions.get(node), item.version)) {
      const fresh = item.build();
      fresh.dataset.key = item.key;
      versions.set(fresh, item.version);
      if (node) {
        if (place === node) place = fresh;
        node.replaceWith(fresh);
      }
      node = fresh;
    }
    if (place === node) place = node.nextElementSibling;
    else container.insertBefore(node, place);
  }
  for (const gone of before.values()) gone.remove();
  if (wanted && !container.contains(document.activeElement)) {
    const item = [...container.children].find((child) => child.dataset.key === wanted.item);
    const within = [...(item?.querySelectorAll("[data-focus]") ?? [])].find((node) => node.dataset.focus === wanted.focus);
    (wanted.focus === undefined ? item : within)?.focus({ preventScroll: true });
  }
}

function same(a, b) {
  return a !== undefined && a.length === b.length && a.every((value, index) => value === b[index]);
}

/** One of `names` as a class, else the first: what an app says never becomes a class by itself. */
export function oneOf(names, given) {
  return names.includes(given) ? given : names[0];
}
