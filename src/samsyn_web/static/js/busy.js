/* A form on its way: its button says so and cannot be pressed twice. And errors get the focus, so that they are heard. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  const button = event.submitter;
  if (!button?.dataset.busy) return;
  form.dataset.sent = "true";
  button.dataset.words = button.textContent;
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-busy", "true");
});

/* Coming back with the browser's back button: ready again. */
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    button.textContent = button.dataset.words;
    button.removeAttribute("aria-busy");
  }
});

const focus = () => document.querySelector("[data-focus]")?.focus();
focus();
document.addEventListener("htmx:load", focus);
