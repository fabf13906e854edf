/* The reports that wait on this device: written before anything is sent, removed when the server has answered.
   An entry: {client_id, report, label, sender, state: "waiting" | "stuck", tried, errors, written_at}. */
const NAME = "samsyn-reports", REPORTS = "reports", NOTES = "notes";
let opened = null;

const open = () => new Promise((resolve, reject) => {
  if (!globalThis.indexedDB) { reject(new Error("no indexedDB")); return; }
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(REPORTS, { keyPath: "client_id" });
    asked.result.createObjectStore(NOTES);
  };
  asked.onblocked = () => reject(new Error("blocked"));
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const db = asked.result;
    const forget = () => { opened = null; };
    db.onclose = forget;
    db.onversionchange = () => { db.close(); forget(); };
    resolve(db);
  };
});

const database = () => {
  opened ??= open();
  opened.catch(() => { opened = null; });
  return opened;
};

/* One transaction: `work` gets the store and a way to say what the answer is; told when it is on disk, not before. */
const within = async (store, mode, work) => {
  const db = await database();
  return new Promise((resolve, reject) => {
    let answer;
    const transaction = db.transaction(store, mode, { durability: "strict" });
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    work(transaction.objectStore(store), (value) => { answer = value; });
  });
};

/* Why nothing can be kept on this device; empty where it can. */
export const trouble = () => within(NOTES, "readwrite", (store) => { store.put(1, "usable"); }).then(() => "", troubleOf);
export const troubleOf = (error) => (error?.name === "QuotaExceededError" ? "full" : "no_store");

export const add = (entry) => within(REPORTS, "readwrite", (store) => {
  store.put({ state: "waiting", tried: 0, errors: [], written_at: new Date().toISOString(), ...entry });
});

const inOrder = (entries) => entries.sort((a, b) => (a.written_at < b.written_at ? -1 : 1));

export const all = () => within(REPORTS, "readonly", (store, tell) => {
  const asked = store.getAll();
  asked.onsuccess = () => tell(inOrder(asked.result));
});

export const get = (id) => within(REPORTS, "readonly", (store, tell) => {
  const asked = store.get(id);
  asked.onsuccess = () => tell(asked.result);
});

export const remove = (ids) => within(REPORTS, "readwrite", (store) => { for (const id of ids) store.delete(id); });

/* Take the oldest waiting ones that one person wrote, and note that they are being sent: from now on the server may
   have them, whatever is heard of it. */
export const claim = (most, passed = new Set()) => within(REPORTS, "readwrite", (store, tell) => {
  const asked = store.getAll();
  asked.onsuccess = () => {
    const waiting = inOrder(asked.result).filter((one) => one.state === "waiting" && !passed.has(one.sender));
    const taken = waiting.filter((one) => one.sender === waiting[0].sender).slice(0, most);
    for (const one of taken) store.put({ ...one, tried: one.tried + 1 });
    tell(taken);
  };
});

export const stick = (faults) => within(REPORTS, "readwrite", (store) => {
  for (const [id, errors] of faults) {
    const asked = store.get(id);
    asked.onsuccess = () => { if (asked.result) store.put({ ...asked.result, state: "stuck", errors }); };
  }
});

/* Only what the server cannot have may be changed: else the change would be lost without a word. */
export const canChange = (entry) => entry.state === "stuck" || entry.tried === 0;

export const replace = (entry) => within(REPORTS, "readwrite", (store, tell) => {
  const asked = store.get(entry.client_id);
  asked.onsuccess = () => {
    const there = asked.result;
    if (!there || !canChange(there)) { tell(false); return; }
    store.put({ ...there, ...entry, state: "waiting", tried: 0, errors: [] });
    tell(true);
  };
});

/* A lease, for browsers without locks: whoever holds it is the one that sends. */
export const lease = (ms, now = Date.now()) => within(NOTES, "readwrite", (store, tell) => {
  const asked = store.get("lease");
  asked.onsuccess = () => {
    const free = !asked.result || asked.result < now || asked.result > now + 10 * ms;
    if (free) store.put(now + ms, "lease");
    tell(free);
  };
});

export const release = () => within(NOTES, "readwrite", (store) => { store.delete("lease"); });
