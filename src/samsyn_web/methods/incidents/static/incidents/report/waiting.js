/* What waits on the device: sent when it can be, shown always, and on its own page looked at, put right, saved or deleted. */
import * as queue from "./queue.js";
import { sendAll } from "./send.js";
import { button, element, filled, link, save, show, words } from "./state.js";

const page = document.body.dataset;
const PAUSES_S = [5, 15, 60, 300];
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("samsyn-reports") : null;

let failures = 0, timer = 0, result = "", wait_s = 0, advise = () => {};

export const refresh = async () => {
  const entries = await queue.all().catch(() => []);
  show(entries, { result, wait_s, retry: () => sendNow() });
  advise(entries.length);
  list(entries);
};

const tellOthers = () => channel?.postMessage("changed");

/* Send what waits; where it fails a new attempt is made later, after a longer time for each. */
export const sendNow = async () => {
  clearTimeout(timer);
  const changed = (what) => {
    if (what === "sending") result = "sending";
    refresh();
    tellOthers();
  };
  const probe = !navigator.onLine || result === "offline";
  const outcome = await sendAll({ api: page.api, changed, probe }).catch(() => ({ state: "server", received: [] }));
  result = outcome.state;
  const left = (await queue.all().catch(() => [])).some((one) => one.state === "waiting");
  failures = left && ["offline", "server"].includes(result) ? failures + 1 : 0;
  if (left && result !== "nobody" && result !== "role") {
    wait_s = PAUSES_S[Math.min(Math.max(failures, 1), PAUSES_S.length) - 1];
    timer = setTimeout(sendNow, wait_s * 1000);
  }
  await refresh();
  tellOthers();
  return outcome;
};

export const watchQueue = (told = () => {}) => {
  advise = told;
  addEventListener("online", () => sendNow());
  addEventListener("offline", () => { result = "offline"; refresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendNow(); });
  channel?.addEventListener("message", () => refresh());
  navigator.serviceWorker?.addEventListener("message", ({ data }) => { if (data === "send") sendNow(); });
  document.getElementById("send-now")?.addEventListener("click", () => sendNow());
  document.getElementById("export-all")?.addEventListener("click", async () => save(await queue.all()));
  return refresh().then(sendNow);
};

/* The list on the page of those that wait. */
const list = (entries) => {
  const place = document.getElementById("queue");
  if (!place) return;
  document.getElementById("queue-buttons").hidden = !entries.length;
  const print = JSON.stringify(entries);
  if (place.dataset.shown === print) return;
  place.dataset.shown = print;
  place.replaceChildren(...(entries.length ? entries.map(row) : [element("p", {}, words.none)]));
};

const stateOf = (entry) => (entry.state === "stuck" ? words.stuck_state : entry.tried ? words.unsure_state : words.waiting_state);

const row = (entry) => {
  const when = new Date(entry.written_at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const buttons = element("p", { class: "buttons" });
  const ask = () => buttons.replaceChildren(
    button(words.sure_delete, async () => { await queue.remove([entry.client_id]); tellOthers(); refresh(); }),
    " ", button(words.keep, () => buttons.replaceChildren(...usual())),
  );
  const edit = link(words.edit, `${page.page}#andra=${entry.client_id}`);
  edit.className = "button";
  const usual = () => [
    ...(queue.canChange(entry) ? [edit, " "] : []),
    button(words.export, () => save([entry])), " ", button(words.delete, ask),
  ];
  buttons.append(...usual());
  return element(
    "section", { class: "waiting" },
    element("h2", {}, entry.label),
    element("p", { class: "quiet" }, `${filled(words.written, { when })} · ${stateOf(entry)}`),
    ...(entry.report.description ? [element("p", {}, entry.report.description)] : []),
    ...entry.errors.map(({ message }) => element("p", { class: "error" }, message)),
    buttons,
  );
};
