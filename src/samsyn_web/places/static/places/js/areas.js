/* Shows areas on a map: a version, a draft, or two versions over each other. The table beside it says the same. */
const text = JSON.parse(document.getElementById("kartord").textContent);
const { createMap, declutter, fit, nameLabel, say } = await import(text.map);
const { L } = window;

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
};

const start = async (element) => {
  const map = createMap(element);
  if (!element.dataset.source) return;
  try {
    const bounds = L.latLngBounds([]);
    if (element.dataset.before) {
      const before = L.geoJSON(await fetched(element.dataset.before), { style: { className: "map-area map-area--before" }, interactive: false });
      bounds.extend(before.addTo(map).getBounds());
    }
    const labels = [];
    const areas = L.geoJSON(await fetched(element.dataset.source), {
      filter: (feature) => feature.geometry,
      style: { className: "map-area" },
      onEachFeature: ({ properties }, layer) => {
        labels.push(nameLabel(layer, properties.name));
        layer.on("click", () => {
          const row = document.getElementById(`omrade-${properties.position}`);
          const link = row?.querySelector("a");
          row?.scrollIntoView({ block: "center" });
          link?.focus();
        });
      },
    }).addTo(map);
    fit(map, bounds.extend(areas.getBounds()));
    for (const label of labels) label.addTo(map);
    declutter(map, labels);
    element.dataset.drawn = "true";
  } catch {
    say(element, text.broken);
  }
};

for (const element of document.querySelectorAll("[data-areas-map]")) start(element);
