/* Shortcuts: ? and / and G with a letter follow links that the page has. Off where the person has turned them off (WCAG 2.1.4). */
const WAIT = 1500;
let since = 0;

const writes = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const follow = (selector) => document.querySelector(selector)?.click();

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off" || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey || writes(event.target)) return;
  const after = performance.now() - since < WAIT;
  since = 0;
  if (after && /^[a-z]$/i.test(event.key)) {
    follow(`[data-key="g ${event.key.toLowerCase()}"]`);
  } else if (event.key.toLowerCase() === "g") {
    since = performance.now();
  } else if (event.key === "?") {
    follow('[data-key="?"]');
  } else if (event.key === "/") {
    const field = document.querySelector("[data-search]");
    event.preventDefault();
    if (field) field.focus();
    else follow('[data-key="/"]');
  }
});

/* Coming by "/" from another page: the field is ready to be written in. */
if (location.hash === "#sok") document.querySelector("[data-search]")?.focus();
