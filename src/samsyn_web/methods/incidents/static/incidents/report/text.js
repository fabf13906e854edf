/* The description: how many characters are left, and what in it points at a person; nothing is sent anywhere to be told. */
import { button, element, filled, words } from "./state.js";

const PAUSE_MS = 250;

export const watchText = (form) => {
  const text = form.description, left = document.getElementById("description-left"), told = document.getElementById("guard");
  let guard = null, timer = 0;
  const find = (value) => (guard ? guard.find(value) : []);

  const mask = () => {
    text.value = guard.mask(text.value, find(text.value)).slice(0, text.maxLength);
    look();
    text.focus();
    told.textContent = words.mask_done;
  };
  const look = () => {
    const found = find(text.value);
    const signs = [...text.value];
    const what = found.map((one) => `”${signs.slice(one.start, one.end).join("")}” (${words[`kind_${one.kind}`] ?? one.kind})`);
    told.replaceChildren(...(found.length ? [
      element("p", { class: "note" }, filled(words.found, { what: what.join(", ") }), " ", button(words.mask, mask)),
    ] : []));
  };
  const count = () => { left.textContent = filled(words.left, { n: text.maxLength - text.value.length }); };

  text.addEventListener("input", () => {
    count();
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  form.addEventListener("reset", () => setTimeout(() => { count(); look(); }));
  count();
  import("../../js/guard.js").then((found) => { guard = found; look(); }, () => {});
};
