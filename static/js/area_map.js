"use strict";
/* Pointing at a place: the wijk under the finger is chosen in the list, the point goes into a hidden field. */

function pointAt(map) {
  const place = document.getElementById(map.dataset.place);
  const point = document.getElementById(map.dataset.point);
  const drawing = map.querySelector("svg");
  const mark = map.querySelector("circle");
  const told = map.querySelector("[role=status]");
  const { west, north, across, down } = Object.fromEntries(
    ["west", "north", "across", "down"].map((name) => [name, Number(map.dataset[name])]),
  );

  function show() {
    for (const path of drawing.querySelectorAll("path")) {
      path.classList.toggle("on", path.dataset.code === place.value);
    }
    /* What is drawn last lies on top: the chosen outline, and the mark. */
    drawing.append(...drawing.querySelectorAll("path.on"), mark);
    const [longitude, latitude] = point.value.split(" ").map(Number);
    mark.toggleAttribute("hidden", !point.value);
    if (point.value) {
      mark.setAttribute("cx", (longitude - west) * across);
      mark.setAttribute("cy", (north - latitude) * down);
    }
    const chosen = place.selectedOptions[0];
    const text = place.value ? `${told.dataset.text} ${chosen.textContent}` : told.dataset.textNone;
    if (told.textContent !== text) told.textContent = text;
  }

  drawing.addEventListener("click", (event) => {
    const path = event.target.closest("path");
    if (!path) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    point.value = `${(west + at.x / across).toFixed(6)} ${(north - at.y / down).toFixed(6)}`;
    place.value = path.dataset.code;
    place.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  /* Who chooses in the list takes the point back: it need not lie there. */
  place.addEventListener("change", () => {
    point.value = "";
    show();
  });
  place.form.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  map.hidden = false;
  show();
}

document.querySelectorAll("[data-area-map]").forEach(pointAt);
