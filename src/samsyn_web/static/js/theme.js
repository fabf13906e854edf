/* Remembers the choice of light or dark without loading the page again. Without this file the form posts and the page comes back. */
const form = document.querySelector("[data-theme-form]");

form?.addEventListener("submit", (event) => {
  const choice = event.submitter?.value;
  if (!choice) return;
  event.preventDefault();
  const root = document.documentElement;
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  const age = choice === "auto" ? 0 : 31536000;
  const secure = location.protocol === "https:" ? ";Secure" : "";
  document.cookie = `theme=${choice};Path=/;Max-Age=${age};SameSite=Lax${secure}`;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
});

/* Menus that are <details>: Escape and a click outside close them. */
const close = (menu, focus) => {
  menu.open = false;
  if (focus) menu.querySelector("summary").focus();
};
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) close(menu, true);
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) close(menu, false);
  }
});
