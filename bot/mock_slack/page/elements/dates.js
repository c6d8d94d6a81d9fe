// Days, times, and both: the browser's own fields.

import { el } from "../dom.js";
import { textOf } from "../mrkdwn.js";

const KINDS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const HINTS = { datepicker: "Select a date", timepicker: "Select a time", datetimepicker: "Select a date and time" };

export function datePicker(element, surface, { dispatch = true, label } = {}) {
  const both = element.type === "datetimepicker";
  const known = surface.value(element);
  const change = (event) => {
    const given = event.target.value;
    const value = both ? (given ? Math.floor(new Date(given).getTime() / 1000) : null) : given;
    surface.fill(element, value);
    if (dispatch && given) surface.send(element, value);
  };
  return el("input.field.date-field", {
    type: KINDS[element.type], value: (both && known ? localTime(known) : known) ?? "", onchange: change, data: { focus: element.action_id ?? "" },
    "aria-label": label ?? (textOf(element.placeholder) || HINTS[element.type]), title: textOf(element.placeholder) || null,
  });
}

function localTime(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
