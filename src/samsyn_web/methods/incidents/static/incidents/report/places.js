/* Where it was: a search in the list, the device's own place, and a map that is fetched only when it is asked for. */
import { element, filled, words } from "./state.js";

const folded = (text) => text.toLocaleLowerCase("sv").normalize("NFC");
const say = (text) => { document.getElementById("point-said").textContent = text; };

const search = () => {
  const field = document.getElementById("search");
  if (!field) return;
  document.getElementById("search-line").hidden = false;
  const rows = [...document.querySelectorAll("#more-places .choice")].map((row) => [row, folded(row.textContent)]);
  field.addEventListener("input", () => {
    const wanted = folded(field.value.trim());
    let hits = 0;
    for (const [row, text] of rows) {
      row.hidden = !text.includes(wanted);
      hits += !row.hidden;
    }
    for (const title of document.querySelectorAll("#more-places h2")) title.hidden = Boolean(wanted);
    document.getElementById("hits").textContent = !wanted ? "" : hits ? filled(words.hits, { n: hits }) : words.no_hits;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return; // Enter in the search chooses the first hit; it does not send the report
    event.preventDefault();
    rows.find(([row]) => !row.hidden)?.[0].querySelector("input").click();
  });
};

const choose = (form, lon, lat, text) => {
  form.lon.value = lon.toFixed(6);
  form.lat.value = lat.toFixed(6);
  document.getElementById("point-words").textContent = text;
  const choice = document.getElementById("point-choice");
  choice.hidden = false;
  choice.querySelector("input").checked = true;
  choice.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  say(text);
};

const ownPlace = (form) => {
  const ask = document.getElementById("gps");
  ask.hidden = !navigator.geolocation;
  ask.addEventListener("click", () => {
    say(words.finding_place);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => choose(form, coords.longitude, coords.latitude, filled(words.place_found, { m: Math.ceil(coords.accuracy) })),
      () => say(words.no_place),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
};

const loaded = (one) => new Promise((resolve, reject) => {
  one.onload = resolve;
  one.onerror = reject;
  document.head.append(one);
});

const openMap = async (form, ask) => {
  const answer = await fetch(ask.dataset.map, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("no map");
  const { styles, script, module, layers, text, areas } = await answer.json();
  await Promise.all([
    ...styles.map((href) => loaded(element("link", { rel: "stylesheet", href }))),
    loaded(element("script", { src: script })),
  ]);
  const { createMap, fit } = await import(module);
  const place = document.getElementById("map");
  place.hidden = false;
  const map = createMap(place, { layers, text });
  const borders = window.L.geoJSON(areas, { interactive: false, className: "map-area", style: { weight: 2, fill: false } }).addTo(map);
  fit(map, borders.getBounds());
  let pin = null;
  map.on("click", ({ latlng }) => {
    pin ??= window.L.circleMarker(latlng, { radius: 10, weight: 4 }).addTo(map);
    pin.setLatLng(latlng);
    choose(form, latlng.lng, latlng.lat, words.place_chosen);
  });
};

export const watchPlaces = (form) => {
  search();
  ownPlace(form);
  document.getElementById("point-buttons").hidden = false;
  const ask = document.getElementById("show-map");
  ask.addEventListener("click", () => {
    ask.disabled = true;
    openMap(form, ask).then(() => { ask.hidden = true; }, () => { ask.disabled = false; say(words.no_map); });
  });
};
