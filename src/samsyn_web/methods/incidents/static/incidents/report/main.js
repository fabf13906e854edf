/* The report page: what is written is kept on the device first, and then sent until the server has answered. */
import { dropDraft, faults, fill, keepDraft, label, read, takeDraft, tell } from "./form.js";
import { adviseWhenWaiting, askForSync, offerInstall, registerWorker } from "./install.js";
import { watchPlaces } from "./places.js";
import * as queue from "./queue.js";
import { sendDirect, useToken } from "./send.js";
import { button, element, link, save, words } from "./state.js";
import { watchText } from "./text.js";
import { refresh, sendNow, watchQueue } from "./waiting.js";

const page = document.body.dataset;
const form = document.getElementById("report");
const notice = document.getElementById("said"), done = document.getElementById("done");
const newNumber = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (
  Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16));

let trouble = "", registration = null, editing = false;

const say = (place, ...parts) => {
  place.replaceChildren(element("p", {}, ...parts));
  place.hidden = false;
  place.focus();
  place.scrollIntoView({ block: "start" });
};

/* A new, empty form; for another report at once the place and the time stay. */
const restart = (again) => {
  const kept = again ? ["where", "when"].map((name) => form.querySelector(`[name="${name}"]:checked`)) : [];
  const [text, home, lon, lat] = [form.place_text.value, form.dwelling.checked, form.lon.value, form.lat.value];
  form.reset();
  form.client_id.value = newNumber();
  for (const one of kept) if (one) one.checked = true;
  if (again) [form.place_text.value, form.dwelling.checked, form.lon.value, form.lat.value] = [text, home, lon, lat];
  else document.getElementById("point-choice").hidden = true;
  tell(form, []);
  dropDraft();
  editing = false;
};

const receipt = ({ client_id, masked }) => [
  words.received, " ", ...(masked.length ? [words.masked.replace("{what}", masked.map((one) => words[`kind_${one}`] ?? one).join(", ")), " "] : []),
  link(words.undo, `${page.receipts}${client_id}/`),
];

const finish = (again, ...parts) => {
  restart(again);
  form.hidden = !again;
  if (again) say(notice, ...parts);
  else say(done, ...parts, " ", button(words.write_more, () => {
    done.hidden = true;
    form.hidden = false;
    document.getElementById("rubrik").focus();
    scrollTo(0, 0);
  }));
};

/* Kept on the device, then sent; what the server says of it is told if it comes while one waits. */
const sendKept = async (entry, again) => {
  let outcome = await sendNow();
  if (outcome.state === "elsewhere") { // another tab sends, and takes this one too
    for (let n = 0; n < 20 && await queue.get(entry.client_id).catch(() => null); n += 1) await new Promise((go) => { setTimeout(go, 250); });
    outcome = { ...outcome, state: "offline" };
  }
  const mine = outcome.received.find((one) => one.client_id === entry.client_id);
  const left = await queue.get(entry.client_id).catch(() => null);
  if (mine) finish(again, ...receipt(mine));
  else if (left?.state === "stuck") {
    tell(form, left.errors.map(({ field, message }) => ({ field: field.split(".")[0], message })));
    editing = true; // it stands in the form still, and is put right there
  } else if (!left) finish(again, words.received, " ", link(words.undo, `${page.receipts}${entry.client_id}/`));
  else {
    finish(again, ["nobody", "other", "role"].includes(outcome.state) ? words[outcome.state] : words.saved);
    await askForSync(registration);
  }
};

const sendAtOnce = async (entry, again, why) => {
  say(notice, why);
  const outcome = await sendDirect({ api: page.api }, entry.report, entry.sender);
  if (outcome.state === "done" && outcome.reports.length) finish(again, ...receipt(outcome.reports[0]));
  else if (outcome.state === "done") tell(form, outcome.errors.map(({ field, message }) => ({ field: field.split(".")[0], message })));
  else say(notice, words.neither, " ", button(words.as_file, () => save([entry])));
};

const keep = (entry) => (editing ? queue.replace(entry) : queue.add(entry).then(() => true));

let busy = false;
const submit = async (again) => {
  const report = read(form), wrong = faults(form, report);
  tell(form, wrong);
  if (wrong.length || busy) return;
  busy = true;
  notice.hidden = true;
  const entry = { client_id: report.client_id, report, label: label(form), sender: page.sender };
  try {
    if (trouble) await sendAtOnce(entry, again, words[trouble]);
    else if (!await keep(entry)) finish(again, words.too_late);
    else {
      dropDraft();
      navigator.storage?.persist?.().catch(() => {});
      await sendKept(entry, again);
    }
  } catch (error) {
    await sendAtOnce(entry, again, words[queue.troubleOf(error)]);
  } finally {
    busy = false;
    refresh();
  }
};

/* From the list of those that wait: #andra=<number>. */
const beginEditing = async () => {
  const id = location.hash.match(/^#andra=([0-9a-f-]{36})$/)?.[1];
  const entry = id && await queue.get(id).catch(() => null);
  if (!entry || !queue.canChange(entry)) return;
  history.replaceState(null, "", page.page);
  fill(form, entry.report);
  editing = true;
  say(notice, words.editing);
  if (entry.errors.length) tell(form, entry.errors.map(({ field, message }) => ({ field: field.split(".")[0], message })));
};

const start = async () => {
  useToken(form.csrfmiddlewaretoken.value);
  form.client_id.value = newNumber(); // a page that was kept on the device comes with a number that is used already
  if (!document.querySelector("#summary:not([hidden])")) takeDraft(form);
  watchPlaces(form);
  watchText(form);
  performance.mark("usable");
  form.addEventListener("input", () => keepDraft(form));
  form.addEventListener("change", () => keepDraft(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.submitter?.name === "again");
  });
  // Chosen with a finger, the next question comes into view; by keyboard nothing moves.
  form.addEventListener("click", ({ target, detail }) => {
    if (detail && target.name === "what") document.getElementById("q-where").scrollIntoView({ block: "nearest" });
  });
  trouble = await queue.trouble();
  if (trouble) {
    notice.replaceChildren(words[trouble]);
    notice.hidden = false;
  }
  // The worker gives this page in the place of one that is not kept on the device.
  if (location.pathname !== page.page) {
    notice.replaceChildren(words.other_page);
    notice.hidden = false;
  }
  watchQueue(adviseWhenWaiting);
  offerInstall();
  await beginEditing();
  registration = await registerWorker();
};

/* A report that is on the server already is changed there, by an ordinary post. */
if (form && !("changing" in form.dataset)) start();
else {
  watchQueue(adviseWhenWaiting);
  registerWorker();
  if (form) {
    watchPlaces(form);
    watchText(form);
  }
}
