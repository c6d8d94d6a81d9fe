// A field to type into grows with its text, up to a share of the window.

export function fit(field, most = 0.4) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, innerHeight * most)}px`;
}
