/* Dropping files on a plain file input, with their names and sizes. Without this file the input works as it is. */
const size = (bytes) => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
};

const show = (input, list) => {
  list.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement("li");
    item.textContent = `${file.name}, ${size(file.size)}`;
    return item;
  }));
};

const enhance = (box) => {
  const input = box.querySelector('input[type="file"]');
  const list = box.querySelector(".file-drop__names");
  if (!input || box.dataset.ready) return;
  box.dataset.ready = "true";
  const hint = document.createElement("p");
  hint.className = "file-drop__hint";
  hint.textContent = box.dataset.dropText;
  input.before(hint);
  input.addEventListener("change", () => show(input, list));
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = [...event.dataTransfer.files];
    const kept = new DataTransfer();
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) kept.items.add(file);
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

const all = () => document.querySelectorAll("[data-file-drop]").forEach(enhance);
all();
document.addEventListener("htmx:load", all);
