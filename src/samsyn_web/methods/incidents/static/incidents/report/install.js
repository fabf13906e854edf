/* The page on the home screen, and its worker: new versions wait until whoever writes lets them in. */
import { button, words } from "./state.js";

const page = document.body.dataset;
let asked = false;

const offerUpdate = (waiting) => {
  const place = document.getElementById("said");
  if (!place || !place.hidden) return;
  place.hidden = false;
  place.replaceChildren(words.new_version, " ", button(words.update, () => {
    asked = true;
    waiting.postMessage("take over");
  }));
};

export const registerWorker = async () => {
  if (!("serviceWorker" in navigator)) return null;
  const sync = "SyncManager" in window;
  const options = { scope: page.page, updateViaCache: "none", ...(sync ? { type: "module" } : {}) };
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (asked) location.reload(); });
  try {
    const registration = await navigator.serviceWorker.register(`${page.worker}${sync ? "?sync" : ""}`, options);
    const look = () => { if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting); };
    look();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
    return registration;
  } catch {
    return null; // http without encryption, or a browser that allows none: the page works, and needs the net to open
  }
};

/* Where the browser has it, the worker sends when the net is back although the page is closed. */
export const askForSync = async (registration) => {
  try { await registration?.sync?.register("send"); } catch { /* not allowed: the page sends when it is open */ }
};

const isApple = /iP(hone|ad|od)/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

export const offerInstall = () => {
  const place = document.getElementById("install");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    place.hidden = false;
    place.replaceChildren(button(words.install, () => { event.prompt(); place.hidden = true; }));
  });
};

/* A phone that throws away what pages keep after seven days: say so while something waits. */
export const adviseWhenWaiting = (n) => {
  const place = document.getElementById("install");
  if (!isApple || isInstalled()) return;
  place.hidden = !n;
  place.textContent = n ? words.install_ios : "";
};
