/* A picture's map: areas by level, reports gathered by how close they lie, the panel of one area. The page holds every word
   and figure already; this file only draws, filters and shows the right part. */
const begun = performance.now();
const text = JSON.parse(document.getElementById("kartord").textContent);
const own = JSON.parse(document.getElementById("bildord").textContent);
const symbols = JSON.parse(document.getElementById("symboler").textContent);
const root = document.querySelector("[data-picture-map]");
const asked = root.querySelector(".map") && fetch(root.dataset.source);
const { asText, createMap, declutter, filled, fit, nameLabel, say } = await import(text.map);
const { L } = window;

const panel = root.querySelector("[data-panel]");
const details = root.querySelector(".area-details");
const select = root.querySelector("#kategori");
const view = root.querySelector("[data-view]");
const links = [...root.querySelectorAll(".area-list [data-area]")];
const element = root.querySelector(".map");
const drawn = new Map(); // area number to layer
let map = null;
let points = null;
let chosen = null;

const SVG = "http://www.w3.org/2000/svg";
const symbol = (level) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `map-symbol map-symbol--${level}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", symbols[level]);
  svg.append(path);
  return svg;
};

/* --- the panel: the area's own part of the page, moved beside the map while it is read */
const close = (focus) => {
  if (chosen === null) return;
  const article = panel.querySelector("[data-detail]");
  const next = [...details.querySelectorAll("[data-detail]")].find((one) => Number(one.dataset.detail) > chosen);
  if (article) details.insertBefore(article, next || null);
  drawn.get(chosen)?.getElement()?.classList.remove("is-chosen");
  const link = links.find((one) => Number(one.dataset.area) === chosen);
  link?.removeAttribute("aria-current");
  chosen = null;
  panel.hidden = true;
  panel.replaceChildren();
  if (focus) link?.focus();
  gather();
};
const open = (n, { focus = true, zoom = true } = {}) => {
  close(false);
  const article = details.querySelector(`[data-detail="${n}"]`);
  if (!article) return;
  chosen = n;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = own.close;
  button.addEventListener("click", () => close(true));
  panel.replaceChildren(article, button);
  panel.hidden = false;
  panel.parentElement.scrollTop = 0;
  links.find((one) => Number(one.dataset.area) === n)?.setAttribute("aria-current", "true");
  const layer = drawn.get(n);
  layer?.getElement()?.classList.add("is-chosen");
  layer?.bringToFront();
  if (layer && zoom) fit(map, layer.getBounds().pad(0.25));
  if (focus) article.querySelector("h3").focus({ preventScroll: matchMedia("(min-width: 60rem)").matches });
  gather();
};
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
root.addEventListener("click", (event) => {
  const link = event.target.closest("[data-area]");
  if (!link) return;
  event.preventDefault();
  open(Number(link.dataset.area));
});

/* --- filter and search */
const count = () => {
  const key = select.value;
  const head = root.querySelector("[data-category-head]");
  head.textContent = key ? select.selectedOptions[0].textContent : "";
  head.hidden = !key;
  for (const cell of root.querySelectorAll("[data-counts]")) {
    cell.hidden = !key;
    cell.textContent = key ? JSON.parse(cell.dataset.counts)[key] ?? "0" : "";
  }
  const address = new URL(location.href);
  if (key) address.searchParams.set("kategori", key);
  else address.searchParams.delete("kategori");
  history.replaceState(null, "", address);
};
select.addEventListener("change", () => { count(); gather(); });
root.querySelector("[data-filter]").addEventListener("submit", (event) => {
  event.preventDefault();
  if (document.activeElement === field) search();
  count();
  gather();
});
const field = root.querySelector("#sok");
let names = null; // other areas that the organisation keeps, fetched when somebody begins to search
const fetchNames = async () => {
  if (names || !map) return;
  names = [];
  const answer = await fetch(root.dataset.names);
  if (!answer.ok) return;
  const listed = new Set(links.map((one) => one.querySelector("span").textContent));
  names = (await answer.json()).names.filter(([name]) => !listed.has(name));
  root.querySelector("#sokbart").append(...names.map(([name]) => new Option(name, name)));
};
const show = (at, words) => {
  if (map.samsynWhole?.isValid() && !map.samsynWhole.pad(3).contains(at)) return say(element, own.outside);
  map.setView(at, 15, { animate: false });
  L.popup({ closeButton: false }).setLatLng(at).setContent(asText(words)).openOn(map);
  return say(element, filled(own.found, { name: words }));
};
const match = (said, list, name) => {
  const plain = (one) => name(one).toLocaleLowerCase("sv");
  const wanted = said.toLocaleLowerCase("sv");
  return list.find((one) => plain(one) === wanted) || list.find((one) => plain(one).startsWith(wanted)) || list.find((one) => plain(one).includes(wanted));
};
const search = () => {
  const said = field.value.trim();
  if (!said) return undefined;
  const corner = said.match(/^(-?\d{1,2}(?:[.,]\d+)?)[\s;,]+(-?\d{1,3}(?:[.,]\d+)?)$/);
  if (corner && map) return show(L.latLng(...corner.slice(1).map((one) => Number(one.replace(",", ".")))), said);
  const found = match(said, links, (one) => one.querySelector("span").textContent);
  if (found) {
    say(element || panel, filled(own.found, { name: found.querySelector("span").textContent }));
    return open(Number(found.dataset.area), { focus: false });
  }
  const place = match(said, names || [], ([name]) => name);
  return place ? show(L.latLng(place[1], place[2]), place[0]) : say(element || panel, own.missing);
};
field.addEventListener("focus", fetchNames, { once: true });
field.addEventListener("change", search);

/* --- points: gathered in squares of the screen at each zoom; single ones are dots on a canvas */
const SQUARE_PX = 56;
let clusters = null;
let canvas = null;
let sortNames = () => {};
const gather = () => {
  if (!points || !map) return;
  clusters.clearLayers();
  const category = select.value ? points.categories.indexOf(select.value) : null;
  const box = map.getBounds().pad(0.05);
  const [south, west, north, east] = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
  const zoom = map.getZoom();
  const squares = new Map();
  const byCategory = new Map();
  let total = 0;
  for (let i = 0; i < points.lat.length; i += 1) {
    if (category !== null && points.category[i] !== category) continue;
    if (chosen !== null && points.area[i] !== chosen) continue;
    const lat = points.lat[i], lng = points.lon[i];
    if (lat < south || lat > north || lng < west || lng > east) continue;
    const n = points.count[i];
    total += n;
    byCategory.set(points.category[i], (byCategory.get(points.category[i]) || 0) + n);
    const px = map.project([lat, lng], zoom);
    const key = `${Math.floor(px.x / SQUARE_PX)}:${Math.floor(px.y / SQUARE_PX)}`;
    const square = squares.get(key) || { n: 0, lat: 0, lng: 0, first: null, apart: false };
    square.n += n;
    square.lat += lat * n;
    square.lng += lng * n;
    if (!square.first) square.first = [lat, lng];
    else if (square.first[0] !== lat || square.first[1] !== lng) square.apart = true;
    squares.set(key, square);
  }
  const largest = Math.max(...[...squares.values()].map(({ n }) => n), 1);
  for (const { n, lat, lng, apart } of squares.values()) {
    const at = [lat / n, lng / n];
    if (n === 1) {
      L.circleMarker(at, { renderer: canvas, pane: "points", radius: 5, interactive: false, ...dot() }).addTo(clusters);
      continue;
    }
    const px = 22 + Math.round(18 * Math.sqrt(n / largest));
    const icon = L.divIcon({ className: "map-cluster", html: n.toLocaleString("sv-SE"), iconSize: [px, px] });
    const marker = L.marker(at, { icon, keyboard: false, title: filled(own.each, { n: n.toLocaleString("sv-SE") }) }).addTo(clusters);
    if (apart && zoom < map.getMaxZoom()) marker.on("click", () => map.setView(at, Math.min(zoom + 2, map.getMaxZoom()), { animate: false }));
  }
  sortNames();
  tell(total, byCategory);
};
const dot = () => {
  const style = getComputedStyle(element);
  return { color: style.getPropertyValue("--paper").trim(), weight: 1, fillColor: style.getPropertyValue("--accent").trim(), fillOpacity: 1 };
};
const tell = (total, byCategory) => {
  const parts = [total === 0 ? own.none : total === 1 ? own.one : filled(own.many, { n: total.toLocaleString("sv-SE") })];
  if (total && !select.value) {
    const names = new Map([...select.options].map((one) => [one.value, one.textContent]));
    const most = [...byCategory].filter(([key]) => key >= 0).sort((a, b) => b[1] - a[1]).slice(0, 4);
    parts.push(`${most.map(([key, n]) => `${names.get(points.categories[key])} ${n.toLocaleString("sv-SE")}`).join(", ")}.`);
  }
  if (points.grid_m) parts.push(filled(own.grid, { m: points.grid_m }));
  view.textContent = parts.join(" ");
};

const start = async () => {
  root.classList.add("has-script");
  root.querySelector("[data-search]").hidden = false;
  if (!element) return;
  map = createMap(element);
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { areas, points: given, cells } = await answer.json();
  const labels = [];
  const whole = L.geoJSON(areas, {
    style: ({ properties }) => ({ className: `map-area map-level map-level--${properties.level || "none"}` }),
    onEachFeature: ({ properties: { n, name, level, words } }, layer) => {
      drawn.set(n, layer);
      layer.bindTooltip(asText(level ? `${name}: ${words}` : name), { sticky: true });
      layer.on("click", () => open(n, { zoom: false }));
      labels.push(nameLabel(layer, name, level && symbol(level)));
      labels.at(-1).samsynRank = ["grey", "green", "yellow", "orange", "red"].indexOf(level);
    },
  }).addTo(map);
  for (const { ring } of cells) L.polygon(ring, { className: "map-cell", interactive: false }).addTo(map);
  let bounds = whole.getBounds();
  if (given) {
    points = given;
    map.createPane("points").style.zIndex = 450;
    canvas = L.canvas({ padding: 0.2, pane: "points" });
    clusters = L.layerGroup().addTo(map);
    if (!bounds.isValid()) bounds = L.latLngBounds(points.lat.map((lat, i) => [lat, points.lon[i]]));
    map.on("moveend", gather);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", gather); // dots on a canvas do not follow CSS
    new MutationObserver(gather).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }
  map.samsynWhole = bounds;
  fit(map, bounds);
  for (const label of labels) label.addTo(map);
  labels.sort((one, other) => other.samsynRank - one.samsynRank); // names of what deviates come first
  sortNames = declutter(map, labels, () => [...element.querySelectorAll(".map-cluster")]);
  gather();
  const wanted = location.hash.match(/^#omrade-(\d+)$/);
  if (wanted) open(Number(wanted[1]), { focus: false });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    performance.mark("samsyn:map-drawn");
    element.dataset.drawn = String(Math.round(performance.now() - begun));
  }));
};
start().catch(() => say(element, text.broken));
