// Times of messages, in the reader's own time zone and way of writing.

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

export const dateOf = (ts) => new Date(parseFloat(ts) * 1000);
export const shortTime = (ts) => TIME.format(dateOf(ts));
export const exactTime = (ts) => EXACT.format(dateOf(ts));
export const clockTime = (seconds) => SECONDS.format(new Date(seconds * 1000));

export function dayKey(ts) {
  const date = dateOf(ts);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** “Today”, “Yesterday”, “Monday, March 3”; `now` in seconds, by the workspace's own clock. */
export function dayName(ts, now) {
  const key = dayKey(ts);
  if (key === dayKey(now)) return "Today";
  if (key === dayKey(now - 86400)) return "Yesterday";
  return (dateOf(ts).getFullYear() === dateOf(now).getFullYear() ? DAY : DAY_AND_YEAR).format(dateOf(ts));
}

/** How long ago, in one word or two. */
export function ago(ts, now) {
  const seconds = Math.max(0, now - parseFloat(ts));
  if (seconds < 60) return "just now";
  const [amount, unit] = seconds < 3600 ? [seconds / 60, "minute"] : seconds < 86400 ? [seconds / 3600, "hour"] : [seconds / 86400, "day"];
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ago`;
}

const FORMS = {
  date_num: (d) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`,
  date_slash: (d) => `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()}`,
  date: (d) => d.toLocaleDateString(undefined, { month: "long", day: "numeric", year: "numeric" }),
  date_short: (d) => d.toLocaleDateString(undefined, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (d) => d.toLocaleDateString(undefined, { weekday: "long", month: "long", day: "numeric", year: "numeric" }),
  date_long_full: (d) => d.toLocaleDateString(undefined, { dateStyle: "full" }),
  day_divider_pretty: (d) => DAY.format(d),
  time: (d) => TIME.format(d),
  time_secs: (d) => d.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
};

/** A date as Slack's own templates write it: "{date_long} at {time}". */
export function dateByTemplate(seconds, template, now) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return String(template).replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(seconds, now);
    const pretty = name.endsWith("_pretty") && name !== "day_divider_pretty";
    const key = dayKey(seconds);
    if (pretty && key === dayKey(now)) return "today";
    if (pretty && key === dayKey(now - 86400)) return "yesterday";
    const form = FORMS[pretty ? name.slice(0, -7) : name];
    return form ? form(date) : whole;
  });
}

const two = (number) => String(number).padStart(2, "0");
