/* The map that every page shares: controls in the page's language, the organisation's own layers or the plain base map,
   scale bar, names that do not lie over each other. Leaflet is the global L. */
const { L } = window;

export const readJson = (id) => JSON.parse(document.getElementById(id)?.textContent || "null");
export const words = () => readJson("kartord");
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const SWEDEN = [[55.2, 10.8], [69.1, 24.2]];
const COARSE_FROM = 11; // closer than this the base map's coast would mislead
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

/* TopoJSON: arcs are differences in whole numbers, scaled and moved; a ring is a list of arcs, ~n backwards. */
const decoded = ({ arcs, transform, objects }) => {
  const { scale: [sx, sy], translate: [tx, ty] } = transform;
  const lines = arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(y += dy) * sy + ty, (x += dx) * sx + tx]);
  });
  const ring = (numbers) => numbers.flatMap((n, k) => {
    const line = n < 0 ? [...lines[~n]].reverse() : lines[n];
    return k ? line.slice(1) : line;
  });
  return Object.values(objects)[0].geometries.flatMap(({ type, arcs: own }) => (
    type === "Polygon" ? [own.map(ring)] : own.map((part) => part.map(ring))
  ));
};

const plainLayer = (address, text) => {
  const group = L.layerGroup([], { attribution: text });
  group.on("add", async () => {
    if (group.asked) return;
    group.asked = true;
    const answer = await fetch(address);
    if (!answer.ok) return;
    for (const rings of decoded(await answer.json())) {
      L.polygon(rings, { pane: "land", className: "map-land", interactive: false, smoothFactor: 1.5 }).addTo(group);
    }
  });
  return group;
};

const ownLayer = ({ kind, address, layers, attribution }) => (kind === "wms"
  ? L.tileLayer.wms(address, { layers, format: "image/png", transparent: true, version: "1.3.0", attribution: escaped(attribution) })
  : L.tileLayer(address.replace("{-y}", "{y}"), { tms: address.includes("{-y}"), attribution: escaped(attribution), maxZoom: 20 }));

const escaped = (text) => asText(text).innerHTML;

export const createMap = (element, { layers = readJson("kartlager") || [], text = words() } = {}) => {
  const map = L.map(element, {
    zoomControl: false, zoomSnap: 0.5, maxZoom: 19, minZoom: 4, maxBoundsViscosity: 0.6,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
  });
  map.attributionControl.setPrefix("Leaflet");
  map.createPane("land").style.zIndex = 150;
  L.control.zoom({ zoomInTitle: text.zoomIn, zoomOutTitle: text.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  map.fitBounds(SWEDEN);

  const plain = plainLayer(text.basemap, text.coarse);
  const own = layers.map((one) => [one, ownLayer(one)]);
  const first = own.find(([one]) => one.first)?.[1];
  const show = () => {
    const wanted = map.getZoom() < COARSE_FROM && !own.some(([, layer]) => map.hasLayer(layer));
    element.classList.toggle("map--plain", wanted);
    if (wanted) plain.addTo(map);
    else plain.remove();
  };
  if (own.length) {
    const none = L.layerGroup();
    const choices = { [text.plain]: none, ...Object.fromEntries(own.map(([one, layer]) => [escaped(one.name), layer])) };
    L.control.layers(choices, null, { collapsed: true }).addTo(map);
    (first || none).addTo(map);
    for (const [, layer] of own) {
      layer.once("tileerror", () => {
        if (layer.answered) return;
        say(element, text.failed);
        layer.remove();
        none.addTo(map);
      });
      layer.on("tileload", () => { layer.answered = true; });
    }
    map.on("layeradd layerremove", (event) => { if (own.some(([, layer]) => layer === event.layer)) show(); });
  }
  map.on("zoomend", show);
  show();
  addEventListener("beforeprint", () => map.invalidateSize({ animate: false }));
  addEventListener("afterprint", () => map.invalidateSize({ animate: false }));
  return map;
};

/* Words as an element: Leaflet takes a text for HTML, and names come from files. */
export const asText = (words_) => {
  const element = document.createElement("span");
  element.textContent = words_;
  return element;
};

/* A sentence under the map, heard by screen readers. */
export const say = (element, text) => {
  let line = element.parentElement.querySelector(".map-says");
  if (!line) {
    line = document.createElement("p");
    line.className = "map-says";
    line.setAttribute("role", "status");
    element.after(line);
  }
  line.textContent = text;
};

/* The name of an area at the middle of its largest part; `mark` is an element that stands before the name. */
export const nameLabel = (layer, name, mark) => {
  const words_ = asText(name);
  words_.className = "map-name__words";
  const box = document.createElement("span");
  box.className = "map-name";
  box.append(...(mark ? [mark, words_] : [words_]));
  return L.marker(middle(layer), {
    icon: L.divIcon({ className: "map-name-place", html: box, iconSize: null }), interactive: false, keyboard: false, pane: "tooltipPane",
  });
};

const middle = (layer) => {
  const parts = layer.getLatLngs();
  const rings = L.LineUtil.isFlat(parts) ? [parts] : parts.map((part) => (L.LineUtil.isFlat(part) ? part : part[0]));
  const largest = rings.reduce((one, other) => (size(other) > size(one) ? other : one));
  return inside(largest) || L.latLngBounds(largest).getCenter();
};
const size = (ring) => Math.abs(ring.reduce((sum, a, n) => {
  const b = ring[(n + 1) % ring.length];
  return sum + a.lng * b.lat - b.lng * a.lat;
}, 0));
/* The middle of the widest stretch on a line through the middle: always inside, whatever the form. */
const inside = (ring) => {
  const bounds = L.latLngBounds(ring);
  const lat = bounds.getCenter().lat + 1e-9;
  const crossings = [];
  ring.forEach((a, n) => {
    const b = ring[(n + 1) % ring.length];
    if ((a.lat > lat) !== (b.lat > lat)) crossings.push(a.lng + ((lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng));
  });
  crossings.sort((a, b) => a - b);
  let best = null;
  for (let n = 0; n + 1 < crossings.length; n += 2) {
    if (!best || crossings[n + 1] - crossings[n] > best[1] - best[0]) best = [crossings[n], crossings[n + 1]];
  }
  return best && L.latLng(lat, (best[0] + best[1]) / 2);
};

/* Names keep out of each other's way, and of what stands on the map: they step up or down, and hide their words where there is
   no room. The mark before a name always stays: without it an area would differ by colour alone. */
const STEPS_PX = [0, -20, 20, -32, 32];
export const declutter = (map, labels, others = () => []) => {
  const meets = (one) => (two) => two.left < one.right + 3 && two.right > one.left - 3 && two.top < one.bottom && two.bottom > one.top;
  const moved = ({ left, right, top, bottom }, dy) => ({ left, right, top: top + dy, bottom: bottom + dy });
  const sort = () => {
    const obstacles = others().map((one) => one.getBoundingClientRect());
    const names = [];
    const boxes = labels.map((label) => label.getElement()?.firstElementChild).filter(Boolean);
    for (const box of boxes) {
      box.classList.remove("is-crowded");
      box.style.marginBlockStart = "0";
    }
    for (const box of boxes) {
      const at = box.getBoundingClientRect();
      const step = STEPS_PX.find((dy) => ![...obstacles, ...names].some(meets(moved(at, dy))));
      if (step !== undefined) {
        box.style.marginBlockStart = `${step}px`;
        names.push(moved(at, step));
        continue;
      }
      box.classList.add("is-crowded");
      const mark = box.getBoundingClientRect();
      const free = STEPS_PX.find((dy) => ![...obstacles, ...names].some(meets(moved(mark, dy)))) ?? 0;
      box.style.marginBlockStart = `${free}px`;
      names.push(moved(mark, free));
    }
  };
  map.on("zoomend resize", sort);
  document.fonts?.ready.then(sort);
  sort();
  return sort;
};

export const fit = (map, bounds) => {
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [16, 16], animate: false, maxZoom: 16 });
};
