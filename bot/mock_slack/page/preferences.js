// What this browser remembers: the theme, drafts, who one acts as (each tab its own), and small choices.

const memory = new Map();

function read(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null || value === "") storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    memory.set(key, value); // storage is forbidden or full: remember as long as the page is open
  }
}

export const remembered = (key) => read(localStorage, `mock-slack:${key}`);
export const remember = (key, value) => write(localStorage, `mock-slack:${key}`, value);
export const actingAs = () => read(sessionStorage, "mock-slack:me") ?? remembered("me");
export const draft = (place) => remembered(`draft:${place}`) ?? "";
export const keepDraft = (place, text) => remember(`draft:${place}`, text.trim() ? text : null);

export function actAs(user) {
  write(sessionStorage, "mock-slack:me", user);
  remember("me", user);
}

/** "light", "dark", or "" for what the system says. */
export const theme = () => remembered("theme") ?? "";

export function setTheme(name) {
  remember("theme", name);
  applyTheme();
}

export function isDark() {
  return theme() ? theme() === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}
