/* The form as a report and back, and the same checks as the server's, beside the answers they are about. */
import { element, words } from "./state.js";

const SPAN = { exact: ["from"], interval: ["from", "to"], discovered: ["to"] };
const AHEAD_MS = 10 * 60_000;

const chosen = (form, name) => form.querySelector(`[name="${name}"]:checked`);
export const isZero = (form) => chosen(form, "what")?.dataset.kind === "zero";
const instant = (value) => (value ? new Date(value).toISOString() : null);

const where = (form) => {
  const [kind, key] = [chosen(form, "where")?.value.slice(0, 1), chosen(form, "where")?.value.slice(2)];
  const home = form.dwelling.checked;
  const text = home ? "" : form.place_text.value.trim();
  const found = {};
  if (kind === "p") found.place = Number(key);
  if (kind === "a") found.area = key;
  if (kind === "g" && form.lon.value && !home) found.point = [Number(form.lon.value), Number(form.lat.value)];
  if (text) found.text = text;
  return Object.keys(found).length ? found : null;
};

const detail = (form) => {
  const finer = chosen(form, "what")?.closest("label").nextElementSibling;
  return (finer?.matches(".finer") && finer.querySelector(":checked")?.value) || "";
};

/* What the interface takes; what was left out is not there. */
export const read = (form) => {
  const report = { client_id: form.client_id.value, what: chosen(form, "what")?.value ?? "", made_at: new Date().toISOString() };
  if (isZero(form)) return report;
  const when = chosen(form, "when")?.value;
  report.where = where(form);
  if (when) {
    report.when = { code: when };
    for (const part of SPAN[when] ?? []) report.when[part] = instant(form[`time_${part}`].value);
  }
  if (form.dwelling.checked) report.dwelling = true;
  const severity = chosen(form, "severity")?.value;
  if (severity) report.severity = Number(severity);
  const done = [...form.querySelectorAll('[name="done"]:checked')].map((one) => one.value);
  if (done.length) report.done = done;
  const others = {
    detail: detail(form), description: form.description.value.trim(), needs: form.needs.value,
    ...Object.fromEntries(["basis", "extent", "recurring"].map((name) => [name, chosen(form, name)?.value])),
  };
  for (const [name, value] of Object.entries(others)) if (value) report[name] = value;
  return report;
};

/* The report in a few words, for the list of those that wait. */
export const label = (form) => {
  const text = (name) => chosen(form, name)?.closest("label")?.innerText.split("\n")[0].trim();
  const what = text("what");
  if (isZero(form)) return what;
  return [what, text("where") ?? form.place_text.value.trim(), text("when")].filter(Boolean).join(" · ");
};

export const faults = (form, report) => {
  const found = [];
  const wrong = (field, message) => found.push({ field, message });
  if (!report.what) wrong("what", words.what_missing);
  if (isZero(form)) return found;
  if (!report.where) wrong("where", form.dwelling.checked ? words.home_missing : words.where_missing);
  if (!report.when) wrong("when", words.when_missing);
  else for (const part of SPAN[report.when.code] ?? []) if (!report.when[part]) wrong(`time_${part}`, words.time_missing);
  const { from, to } = report.when ?? {};
  if (from && to && to < from) wrong("time_to", words.time_order);
  const ahead = chosen(form, "what")?.dataset.kind === "forward" ? Infinity : Date.now() + AHEAD_MS;
  for (const [part, value] of [["from", from], ["to", to]]) {
    if (value && Date.parse(value) > ahead) wrong(`time_${part}`, words.time_ahead);
  }
  return found;
};

const GROUPS = ["what", "where", "when"];
const place = (field) => document.getElementById(GROUPS.includes(field) ? `q-${field}` : field) ?? document.getElementById("q-what");

/* Show each fault beside its answer and all of them at the top, where the focus goes. */
export const tell = (form, found) => {
  for (const line of form.querySelectorAll(".error")) { line.hidden = true; line.textContent = ""; }
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  for (const { field, message } of found) {
    const line = document.getElementById(`e-${field}`);
    if (line) { line.textContent = message; line.hidden = false; }
    const target = place(field);
    if (target.matches("input, textarea, select")) target.setAttribute("aria-invalid", "true");
    target.closest("details")?.setAttribute("open", "");
  }
  const top = document.getElementById("summary");
  const item = ({ field, message }) => element("li", {}, element("a", { href: `#${place(field).id}`, onclick: (event) => {
    event.preventDefault();
    const target = place(field);
    target.scrollIntoView();
    (target.querySelector?.("input:not([type=hidden])") ?? target).focus();
  } }, message));
  top.replaceChildren(...(found.length ? [element("ul", {}, ...found.map(item))] : []));
  top.hidden = !found.length;
  if (found.length) top.focus();
};

const mark = (form, name, value) => {
  const one = [...form.querySelectorAll(`[name="${name}"]`)].find((each) => each.value === String(value));
  if (!one) return;
  one.checked = true;
  for (let box = one.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
};

const local = (text) => {
  if (!text) return "";
  const at = new Date(text);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/* Put a report that waits back into the form. */
export const fill = (form, report) => {
  form.reset();
  form.client_id.value = report.client_id;
  mark(form, "what", report.what);
  mark(form, "detail", report.detail);
  const at = report.where ?? {};
  if (at.place) mark(form, "where", `p:${at.place}`);
  if (at.area) mark(form, "where", `a:${at.area}`);
  if (at.point) {
    [form.lon.value, form.lat.value] = at.point;
    document.getElementById("point-choice").hidden = false;
    mark(form, "where", "g");
  }
  form.place_text.value = at.text ?? "";
  form.dwelling.checked = Boolean(report.dwelling);
  mark(form, "when", report.when?.code);
  form.time_from.value = local(report.when?.from);
  form.time_to.value = local(report.when?.to);
  for (const name of ["severity", "basis", "extent", "recurring"]) mark(form, name, report[name]);
  for (const value of report.done ?? []) mark(form, "done", value);
  form.description.value = report.description ?? "";
  form.needs.value = report.needs ?? "";
  if (report.description || report.needs || report.severity !== undefined) document.getElementById("more").open = true;
};

/* What is being written survives a reload of the page; it is gone when the tab is closed, or when it is sent. */
const DRAFT = "samsyn-draft";
export const keepDraft = (form) => {
  try {
    const written = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    sessionStorage.setItem(DRAFT, JSON.stringify(written));
  } catch { /* no room: the form itself still holds it */ }
};
export const dropDraft = () => { try { sessionStorage.removeItem(DRAFT); } catch { /* none was kept */ } };
export const takeDraft = (form) => {
  let written = null;
  try { written = JSON.parse(sessionStorage.getItem(DRAFT)); } catch { return; }
  for (const [name, value] of written ?? []) {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (fields[0]?.matches("[type=radio], [type=checkbox]")) mark(form, name, value);
    else if (fields[0]) fields[0].value = value;
  }
};
