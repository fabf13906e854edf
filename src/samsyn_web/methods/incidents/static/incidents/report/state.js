/* What the page says of the reports that wait: always visible, and heard by screen readers. */
export const words = JSON.parse(document.getElementById("words").textContent);
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
export const counted = (name, n) => filled(words[`${n === 1 ? "one" : "many"}_${name}`], { n });

export const element = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...inside);
  return made;
};

export const button = (label, onclick) => element("button", { type: "button", onclick }, label);
export const link = (label, href) => element("a", { href }, label);

const page = document.body.dataset;
let said = "";

/* entries: all that is on the device; result: how the last attempt went; wait_s: when the next one is. */
export const show = (entries, { result = "", wait_s = 0, retry = () => {} } = {}) => {
  const place = document.getElementById("state");
  const stuck = entries.filter((one) => one.state === "stuck").length;
  const waiting = entries.length - stuck;
  const lines = [];
  if (waiting) lines.push(...about(waiting, result, wait_s, retry));
  if (stuck) lines.push(counted("stuck", stuck), " ");
  if (entries.length && !location.pathname.startsWith(page.waiting)) lines.push(link(words.show, page.waiting));
  const text = lines.map((one) => one.textContent ?? one).join("");
  if (text === said) return; // nothing new: what was read out is not read again, and what has focus keeps it
  said = text;
  place.replaceChildren(...lines);
};

const about = (n, result, wait_s, retry) => {
  if (result === "sending") return [counted("sending", n), " "];
  if (result === "nobody") return [counted("kept", n), " ", words.nobody, " ", link(words.sign_in, `${page.login}?next=${page.page}`), " "];
  if (result === "other" || result === "role") return [counted("kept", n), " ", words[result], " "];
  if (result === "server") return [counted("kept", n), " ", filled(words.server, { s: wait_s }), " ", button(words.try_now, retry), " "];
  return [counted("waiting", n), " "];
};

/* A file with all that waits, for whoever wants to keep or pass it on: the same JSON that the interface takes. */
export const save = (entries) => {
  const text = JSON.stringify(entries.map((one) => one.report), null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: `samsyn-rapporter-${new Date().toISOString().slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
