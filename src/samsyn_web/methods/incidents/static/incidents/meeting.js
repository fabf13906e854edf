/* Arrow keys change slide; what is written saves itself, and is kept on this computer until it has been saved. */
const writes = (target) => target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (writes(event.target)) return;
  if (event.key === "ArrowRight" || event.key === "PageDown") document.querySelector('.meeting__nav a[rel="next"]')?.click();
  if (event.key === "ArrowLeft" || event.key === "PageUp") document.querySelector('.meeting__nav a[rel="prev"]')?.click();
});

const form = document.querySelector("form[data-note]");
if (form) {
  const key = `samsyn:note:${form.dataset.note}`;
  const field = form.elements.text;
  const status = form.querySelector("[data-status]");
  let saved = field.value;
  let waiting = 0;
  let busy = false;

  const say = (words) => { status.textContent = words; };
  const keep = () => { try { localStorage.setItem(key, field.value); } catch { /* private window: the page itself still holds it */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };

  async function save() {
    if (busy || field.value === saved) return;
    busy = true;
    const sent = field.value;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (answer.ok && told.version) {
        form.elements.version.value = told.version;
        saved = sent;
        if (field.value === sent) { forget(); say(form.dataset.saved); }
      } else if (answer.status === 409) {
        say(told.message);
        form.requestSubmit(); /* the page that follows shows both texts */
      } else {
        say(told.message ?? form.dataset.unsaved);
      }
    } catch {
      say(form.dataset.unsaved);
      setTimeout(save, 5000);
    } finally {
      busy = false;
      if (field.value !== sent) later();
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1200);
  }

  field.addEventListener("input", () => { keep(); say(form.dataset.unsaved); later(); });
  field.addEventListener("blur", save);
  window.addEventListener("online", save);
  form.addEventListener("submit", forget);

  let left = null;
  try { left = localStorage.getItem(key); } catch { /* nothing was kept */ }
  if (left !== null && left !== field.value) {
    field.value = left;
    say(form.dataset.kept);
  } else {
    forget();
  }
}
