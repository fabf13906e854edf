/* Keeps the page so that it opens without a net. The server puts SHELL (version, files, pages, api) and `send` before this.
   A version keeps its own files; a new one takes over when no page of the old one is open, or when somebody asks. */
const CACHE = `samsyn-report-${SHELL.version}`;
const SLOW_MS = 4000;
const FILES = new Set(SHELL.files.map((file) => new URL(file, self.location.origin).href));

/* A page is kept whole and as this version's, or not at all: else the worker before stays. */
const pageOf = async (path) => {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
  const own = response.headers.get("X-Samsyn-Version") === SHELL.version;
  if (!response.ok || response.redirected || !own) throw new Error(`${path}: ${response.status}`);
  return response;
};

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.files.map((file) => new Request(file, { cache: "no-cache" })));
  for (const path of SHELL.pages) await cache.put(path, await pageOf(path));
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("samsyn-report-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("message", ({ data }) => { if (data === "take over") self.skipWaiting(); });

const kept = async (path) => (await caches.open(CACHE)).match(path, { ignoreSearch: true, ignoreVary: true });

/* The newest page where the net answers soon, else the one that is kept. */
const openPage = async (event, path) => {
  const fromNet = fetch(event.request).then(async (response) => {
    const own = !response.redirected && response.headers.get("X-Samsyn-Version") === SHELL.version;
    if (response.ok && own) await (await caches.open(CACHE)).put(path, response.clone());
    return response;
  });
  event.waitUntil(fromNet.catch(() => {}));
  const slow = new Promise((resolve) => { setTimeout(resolve, SLOW_MS); }).then(() => kept(path));
  try {
    const first = await Promise.race([fromNet, slow.then((page) => page ?? fromNet)]);
    return first.status >= 500 ? (await kept(path)) ?? first : first;
  } catch {
    return (await kept(path)) ?? Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const path = SHELL.pages.includes(pathname) ? pathname : SHELL.pages[0];
    if (path === pathname) event.respondWith(openPage(event, path));
    else event.respondWith(fetch(request).catch(async () => (await kept(path)) ?? Response.error()));
  } else if (FILES.has(request.url)) {
    event.respondWith(caches.match(request, { cacheName: CACHE, ignoreVary: true }).then((found) => found ?? fetch(request)));
  }
});

/* Background sync: an open page sends by itself; with none open the worker does. */
self.addEventListener("sync", (event) => event.waitUntil((async () => {
  const open = await self.clients.matchAll({ type: "window" });
  for (const client of open) client.postMessage("send");
  if (open.length || !send) return;
  const { state } = await send({ api: SHELL.api, probe: true });
  if (state === "offline" || state === "server") throw new Error(state); // the browser tries again
})()));
