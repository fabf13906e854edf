/* Draws one area: corners by mouse, finger or keyboard. What is drawn is written to the form's field as GeoJSON, so the form
   works the same with or without this file. */
const text = JSON.parse(document.getElementById("kartord").textContent);
const own = JSON.parse(document.getElementById("ritord").textContent);
const { createMap, filled, fit, nameLabel } = await import(text.map);
const { L } = window;

const form = document.querySelector("[data-editor]");
const field = form.querySelector("textarea");
const box = form.querySelector("[data-editor-map]");
const state = form.querySelector("[data-editor-state]");
const button = (name) => form.querySelector(`[data-do="${name}"]`);
box.hidden = false;
const element = box.querySelector(".map");
const map = createMap(element);

const MOST_HANDLES = 300, NEAR_PX = 12, STEP_PX = 10;
let parts = []; // each a list of rings, each a list of L.LatLng, the first corner not repeated
let drawing = null; // the ring that is being drawn
let chosen = null; // { ring, n } of the corner that was touched last
let undone = [];
let handles = [];
let neighbours = [];

/* What is written rounds; a border that nobody has moved is sent as it was given, every decimal. */
const asGiven = new Map([["", field.value]]);

const shape = L.polygon([], { className: "map-area map-area--own", interactive: false }).addTo(map);
const path = L.polyline([], { className: "map-draft", interactive: false }).addTo(map);

const rings = () => parts.flat();
const copy = (some) => some.map((part) => part.map((ring) => ring.map((corner) => L.latLng(corner))));
const remember = () => { undone = [...undone.slice(-50), copy(parts)]; };

const closed = (ring) => [...ring, ring[0]].map(({ lat, lng }) => [Number(lng.toFixed(7)), Number(lat.toFixed(7))]);
const written = () => {
  const whole = parts.filter((part) => part[0].length >= 3 && part[0] !== drawing);
  if (!whole.length) return "";
  const coordinates = whole.map((part) => part.filter((ring) => ring.length >= 3).map(closed));
  return JSON.stringify(whole.length === 1 ? { type: "Polygon", coordinates: coordinates[0] } : { type: "MultiPolygon", coordinates });
};
const opened = (content) => {
  const geometry = content?.type === "Feature" ? content.geometry : content;
  const polygons = { Polygon: [geometry?.coordinates], MultiPolygon: geometry?.coordinates }[geometry?.type];
  if (!polygons) return null;
  return polygons.map((part) => part.map((ring) => ring.slice(0, -1).map(([lng, lat]) => L.latLng(lat, lng))));
};

/* Square kilometres on a sphere, near enough to tell if a corner went astray; the server computes the real figure. */
const km2 = (ring) => {
  const k = Math.cos((ring[0].lat * Math.PI) / 180);
  const sum = ring.reduce((total, a, n) => {
    const b = ring[(n + 1) % ring.length];
    return total + (a.lng - ring[0].lng) * (b.lat - ring[0].lat) - (b.lng - ring[0].lng) * (a.lat - ring[0].lat);
  }, 0);
  return Math.abs(sum / 2) * k * 111.195 ** 2;
};
const told = () => {
  const whole = parts.filter((part) => part[0] !== drawing);
  if (drawing) return filled(own.drawing, { n: drawing.length });
  if (!whole.length) return own.empty;
  const corners = whole.flat().reduce((n, ring) => n + ring.length, 0);
  const size = whole.reduce((sum, [outer, ...holes]) => holes.reduce((rest, hole) => rest - km2(hole), sum + km2(outer)), 0);
  const number = size.toLocaleString("sv-SE", { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const sentence = filled(own.done, { n: corners, size: number });
  return whole.length > 1 ? `${sentence} ${filled(own.parts, { parts: whole.length })}` : sentence;
};

const handle = (ring, n) => {
  const marker = L.marker(ring[n], {
    draggable: true, keyboard: true, riseOnHover: true,
    icon: L.divIcon({ className: "map-corner", iconSize: [28, 28] }),
  }).addTo(map);
  const tag = marker.getElement();
  tag.setAttribute("aria-label", filled(own.corner, { n: n + 1, all: ring.length }));
  tag.tabIndex = chosen && chosen.ring === ring && chosen.n === n ? 0 : -1;
  marker.on("focus", () => choose(ring, n));
  tag.addEventListener("focus", () => choose(ring, n));
  tag.addEventListener("keydown", (event) => onCornerKey(event, ring, n));
  marker.on("click", () => {
    if (drawing === ring && n === 0) finish();
    else choose(ring, n, true);
  });
  marker.on("dragstart", remember);
  marker.on("drag", () => { ring[n] = marker.getLatLng(); draw(false); });
  marker.on("dragend", () => { ring[n] = snapped(marker.getLatLng(), ring); draw(); choose(ring, n, true); });
  return { marker, ring, n };
};

const drawHandles = () => {
  const focused = handles.find(({ marker }) => marker.getElement() === document.activeElement);
  for (const { marker } of handles) marker.remove();
  const view = map.getBounds().pad(0.1);
  const seen = rings().flatMap((ring) => ring.map((corner, n) => [ring, n]).filter(([, n]) => view.contains(ring[n])));
  if (seen.length && !(chosen && rings().includes(chosen.ring) && chosen.n < chosen.ring.length)) chosen = { ring: seen[0][0], n: seen[0][1] };
  handles = seen.length > MOST_HANDLES ? [] : seen.map(([ring, n]) => handle(ring, n));
  if (focused && chosen) at(chosen.ring, chosen.n)?.marker.getElement().focus({ preventScroll: true });
  return seen.length > MOST_HANDLES;
};

const draw = (all = true) => {
  shape.setLatLngs(parts.filter((part) => part[0] !== drawing && part[0].length >= 3));
  path.setLatLngs(drawing || []);
  if (!all) return;
  const many = drawHandles();
  const now = written();
  field.value = asGiven.get(now) ?? now;
  state.textContent = many ? `${told()} ${own.many}` : told();
  button("draw").textContent = drawing ? own.finish : parts.length ? own.another : own.draw;
  button("draw").setAttribute("aria-pressed", String(Boolean(drawing)));
  button("middle").disabled = !drawing;
  button("remove").disabled = !rings().length;
  button("next").disabled = !handles.length;
  button("undo").disabled = !undone.length;
  element.classList.toggle("is-drawing", Boolean(drawing));
};

const at = (ring, n) => handles.find((one) => one.ring === ring && one.n === n);
const choose = (ring, n, focus) => {
  chosen = { ring, n };
  for (const one of handles) {
    const mine = one.ring === ring && one.n === n;
    one.marker.getElement().tabIndex = mine ? 0 : -1;
    one.marker.getElement().classList.toggle("is-chosen", mine);
    if (mine && focus) one.marker.getElement().focus({ preventScroll: true });
  }
};

/* A corner that is put near another area's corner is put on it, so that borders meet. */
const snapped = (corner, ring) => {
  const here = map.latLngToContainerPoint(corner);
  let best = null;
  for (const other of [...neighbours, ...rings().filter((one) => one !== ring).flat()]) {
    const far = map.latLngToContainerPoint(other).distanceTo(here);
    if (far <= NEAR_PX && (!best || far < best.far)) best = { far, other };
  }
  return best ? L.latLng(best.other.lat, best.other.lng) : corner;
};

const begin = () => {
  remember();
  drawing = [];
  parts.push([drawing]);
  chosen = null;
  draw();
};
const finish = () => {
  if (!drawing) return;
  if (drawing.length < 3) parts = parts.filter((part) => part[0] !== drawing);
  drawing = null;
  draw();
};
const add = (corner) => {
  remember();
  drawing.push(snapped(corner, drawing));
  chosen = { ring: drawing, n: drawing.length - 1 };
  draw();
};
const remove = (ring, n) => {
  remember();
  ring.splice(n, 1);
  if (ring !== drawing && ring.length < 3) {
    parts = parts.map((part) => part.filter((one) => one !== ring)).filter((part) => part.length);
  }
  chosen = ring.length ? { ring, n: Math.max(0, n - 1) } : null;
  draw();
  if (chosen) choose(chosen.ring, Math.min(chosen.n, chosen.ring.length - 1), document.activeElement !== button("remove"));
};
const undo = () => {
  if (!undone.length) return;
  const wasDrawing = drawing && parts.findIndex((part) => part[0] === drawing);
  parts = undone.pop();
  drawing = wasDrawing !== null && wasDrawing >= 0 ? parts[wasDrawing]?.[0] || null : null;
  chosen = null;
  draw();
};

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const onCornerKey = (event, ring, n) => {
  const arrow = ARROWS[event.key];
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (arrow) {
    const px = event.shiftKey ? 1 : STEP_PX;
    remember();
    const point = map.latLngToContainerPoint(ring[n]).add([arrow[0] * px, arrow[1] * px]);
    ring[n] = map.containerPointToLatLng(point);
    if (!map.getBounds().pad(-0.05).contains(ring[n])) map.panTo(ring[n], { animate: false });
    draw();
    choose(ring, n, true);
  } else if (step) {
    go(step);
  } else if (event.key === "Enter" || event.key === "Insert") {
    const next = ring[(n + 1) % ring.length];
    remember();
    ring.splice(n + 1, 0, L.latLng((ring[n].lat + next.lat) / 2, (ring[n].lng + next.lng) / 2));
    draw();
    choose(ring, n + 1, true);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    remove(ring, n);
  } else if (event.key === "Escape") {
    finish();
    element.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
};
const go = (step) => {
  if (!handles.length) return;
  const here = chosen ? handles.findIndex(({ ring, n }) => ring === chosen.ring && n === chosen.n) : -1;
  const { ring, n } = handles[(here + step + handles.length) % handles.length];
  choose(ring, n, true);
};

map.on("click", ({ latlng }) => { if (drawing) add(latlng); });
map.on("moveend", () => draw());
element.addEventListener("keydown", (event) => {
  if (event.target !== element) return;
  if (event.key === "Enter") {
    if (!drawing) begin();
    add(map.getCenter());
  } else if (event.key === "Backspace" && drawing?.length) {
    remove(drawing, drawing.length - 1);
    element.focus();
  } else if (event.key === "Escape" && drawing) {
    finish();
  } else {
    return;
  }
  event.preventDefault();
});
button("draw").addEventListener("click", () => (drawing ? finish() : begin()));
button("middle").addEventListener("click", () => add(map.getCenter()));
button("next").addEventListener("click", () => go(1));
button("remove").addEventListener("click", () => {
  if (chosen && rings().includes(chosen.ring)) remove(chosen.ring, chosen.n);
});
button("undo").addEventListener("click", undo);
form.addEventListener("submit", finish, { capture: true });
field.addEventListener("change", () => {
  try {
    const found = opened(JSON.parse(field.value));
    if (!found) return;
    remember();
    parts = found;
    drawing = chosen = null;
    asGiven.set(written(), field.value);
    draw();
    fit(map, shape.getBounds());
  } catch { /* corners in words, or not whole yet: the server reads them and says what is wrong */ }
});

const start = async () => {
  const given = field.value;
  const answer = await fetch(form.dataset.source);
  const others = answer.ok ? (await answer.json()).features : [];
  const around = L.geoJSON(others.filter((one) => one.geometry && String(one.properties.position) !== form.dataset.position), {
    style: { className: "map-area map-area--quiet" }, interactive: false,
    onEachFeature: ({ properties }, layer) => nameLabel(layer, properties.name).addTo(map),
  }).addTo(map);
  around.eachLayer((layer) => { neighbours.push(...layer.getLatLngs().flat(2)); });
  try {
    parts = opened(JSON.parse(given)) || [];
  } catch { parts = []; }
  asGiven.clear();
  asGiven.set(written(), given);
  const bounds = shape.setLatLngs(parts).getBounds();
  fit(map, bounds.isValid() ? bounds.pad(0.3) : around.getBounds());
  if (!bounds.isValid() && !others.length && form.dataset.around) { // begin where the newest areas are
    const kept = await fetch(form.dataset.around);
    if (kept.ok) fit(map, L.geoJSON((await kept.json()).features.filter((one) => one.geometry)).getBounds());
  }
  draw();
  form.dataset.drawn = "true";
};
start();
