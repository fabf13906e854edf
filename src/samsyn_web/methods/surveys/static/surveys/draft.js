// Keeps what is being answered in this browser only, until it is sent. Without JavaScript the page works as well.
const PREFIX = "samsyn-survey:";
const form = document.querySelector("form[data-draft]");

if (form) {
  const key = PREFIX + location.pathname;
  const own = () => [...form.elements].filter((one) => one.name && one.name !== "csrfmiddlewaretoken");
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    const asked = form.hasAttribute("data-bound"); // a form that came back already holds what was sent
    if (!asked) {
      for (const one of own()) {
        if (one.type === "radio" || one.type === "checkbox") one.checked = kept[one.name] === one.value;
        else if (kept[one.name]) one.value = kept[one.name];
      }
    }
    form.addEventListener("input", () => {
      const now = {};
      for (const one of own()) {
        if ((one.type === "radio" || one.type === "checkbox") ? one.checked : one.value) now[one.name] = one.value;
      }
      localStorage.setItem(key, JSON.stringify(now));
    });
    document.querySelector("[data-clear-draft]")?.addEventListener("click", () => {
      localStorage.removeItem(key);
      form.reset();
    });
    document.querySelector("[data-draft-words]")?.removeAttribute("hidden");
  } catch { /* the browser keeps nothing: the page works without drafts */ }
} else {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  } catch { /* nothing was kept */ }
}
