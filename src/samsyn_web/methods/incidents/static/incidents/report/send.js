/* Sends what waits, one sender at a time in all tabs and the worker, until the server has answered for each report. */
import * as queue from "./queue.js";

const BATCH = 10, TIMEOUT_MS = 30_000, LEASE_MS = 60_000;
let token = "";

export const useToken = (found) => { token = found; };

/* Ask the server; a page that some network puts in between is no answer. */
const ask = async (address, options = {}) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(address, {
      credentials: "same-origin", redirect: "error", cache: "no-store", signal: limit.signal, ...options,
    });
    const told = await response.json().catch(() => null);
    return { status: told || response.status >= 500 ? response.status : 0, told };
  } catch {
    return { status: 0, told: null };
  } finally {
    clearTimeout(timer);
  }
};

const fresh = async (api) => {
  const { status, told } = await ask(`${api}vem/`);
  if (status === 200) token = told.csrf;
  return status;
};

const post = (api, sender, reports) => ask(api, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-CSRFToken": token, ...(sender ? { "X-Samsyn-Sender": sender } : {}) },
  body: JSON.stringify(reports.map((one) => ({ ...one, sent_at: new Date().toISOString() }))),
});

/* Post, with a new token where the old one no longer holds. */
const deliver = async (api, sender, reports) => {
  if (!token) {
    const status = await fresh(api);
    if (status !== 200) return { status, told: null };
  }
  const answer = await post(api, sender, reports);
  if (answer.status !== 403 || answer.told?.code !== "csrf") return answer;
  const status = await fresh(api);
  return status === 200 ? post(api, sender, reports) : { status, told: null };
};

const REASONS = { 0: "offline", 401: "nobody", 403: "role", 409: "other" };
const answered = ({ status, told }) => [200, 201, 207, 422].includes(status) && Array.isArray(told?.reports);

/* One report, straight to the server: for where nothing can be kept on the device. */
export const sendDirect = async ({ api }, report, sender) => {
  const answer = await deliver(api, sender, [report]);
  if (!answered(answer)) return { state: REASONS[answer.status] ?? "server", reports: [], errors: [] };
  return { state: "done", ...answer.told };
};

const settle = async (taken, { reports, errors }) => {
  const faults = new Map();
  for (const { client_id, field, message } of errors) {
    const id = client_id ?? (taken.length === 1 ? taken[0].client_id : null);
    if (id) faults.set(id, [...(faults.get(id) ?? []), { field, message }]);
  }
  if (faults.size) await queue.stick(faults);
  await queue.remove(reports.map((one) => one.client_id));
  return reports.length + faults.size;
};

/* Where the net was gone a question is asked first, so that a report is not held to be perhaps delivered in vain. */
const work = async ({ api, changed, probe }) => {
  const received = [], passed = new Set();
  let state = "done", most = BATCH;
  if (probe) {
    const status = await fresh(api);
    if (status !== 200) return { state: REASONS[status] ?? "server", received };
  }
  for (;;) {
    const taken = await queue.claim(most, passed);
    if (!taken.length) return { state, received };
    changed("sending");
    const answer = await deliver(api, taken[0].sender, taken.map((one) => one.report));
    if (answered(answer)) {
      received.push(...answer.told.reports);
      if (!await settle(taken, answer.told)) return { state: "server", received };
      changed("settled");
    } else if (answer.status === 409) {
      passed.add(taken[0].sender);
      state = "other";
    } else if (answer.status === 413 && most > 1) {
      most = 1;
    } else {
      return { state: REASONS[answer.status] ?? "server", received };
    }
  }
};

export const sendAll = async ({ api, changed = () => {}, probe = false }) => {
  const job = () => work({ api, changed, probe });
  const { locks } = globalThis.navigator ?? {};
  if (locks) {
    return locks.request("samsyn-send", { ifAvailable: true }, (lock) => (lock ? job() : { state: "elsewhere", received: [] }));
  }
  if (!await queue.lease(LEASE_MS)) return { state: "elsewhere", received: [] };
  try {
    return await job();
  } finally {
    await queue.release();
  }
};
