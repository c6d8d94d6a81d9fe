// Block elements by their type.

import { unknown } from "../unknown.js";
import { button, iconButton, workflowButton } from "./button.js";
import { choices } from "./choices.js";
import { datePicker } from "./dates.js";
import { feedback } from "./feedback.js";
import { fileInput } from "./file_input.js";
import { overflow } from "./overflow.js";
import { picture } from "./picture.js";
import { select, SELECTS } from "./select.js";
import { textInput } from "./text_input.js";
import { urlSource } from "./url_source.js";

const ELEMENTS = {
  button,
  workflow_button: workflowButton,
  icon_button: iconButton,
  feedback_buttons: feedback,
  overflow,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: datePicker,
  timepicker: datePicker,
  datetimepicker: datePicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: textInput,
  file_input: fileInput,
  image: picture,
  url: urlSource,
  ...Object.fromEntries(SELECTS.map((type) => [type, select])),
};

/** The node of an element, or one that says that it is unknown. `label` names a field whose label stands elsewhere. */
export function element(given, surface, options = {}) {
  const build = Object.hasOwn(ELEMENTS, given?.type) ? ELEMENTS[given.type] : null;
  if (!build) return unknown(given, "element");
  try {
    return build(given, surface, options);
  } catch (error) {
    console.warn("an element could not be drawn", error);
    return unknown(given, "element");
  }
}
