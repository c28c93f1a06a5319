"use strict";
/* Small comforts for pages that work without script. */

/* Send a form once: a second press of an impatient finger does nothing. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  /* Coming back with the browser's back button shows the page as it was left. */
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

/* Fill a form with pairs of name and value as they were typed; the fields in `but` stay as they are. */
function putBack(form, pairs, but) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || but.includes(field.name)) continue;
    const given = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.type !== "submit") field.value = given[0] || "";
  }
}

/*
 * data-keep (whose form it is): what is sent waits in this tab until a page answers. If that is the same form, empty
 * again, the session had ended: what was typed is put back. The record's version is, too, so that others are not
 * overwritten unseen.
 */
function keepTyped() {
  const held = JSON.parse(sessionStorage.getItem("typed") || "null");
  const goesOn = window.location.pathname.startsWith("/account/") || document.querySelector("[data-retry]");
  if (held && !goesOn) sessionStorage.removeItem("typed");
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const mine = held && held.owner === form.dataset.keep && held.path === window.location.pathname;
    if (mine && !("answered" in form.dataset)) {
      putBack(form, held.pairs, ["csrfmiddlewaretoken"]);
      form.querySelector("[data-kept]").hidden = false;
      form.dispatchEvent(new Event("change"));
      form.dispatchEvent(new Event("input"));
    }
    form.addEventListener("submit", () => {
      const pairs = Array.from(new FormData(form)).filter(([, value]) => typeof value === "string");
      sessionStorage.setItem("typed", JSON.stringify({
        owner: form.dataset.keep, path: new URL(form.action).pathname, pairs,
      }));
    });
  }
}

/* Ask before leaving a form with unsaved changes. */
function guardChanges(form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

/* People type dd-mm-jjjj, links carry ISO: translate what is sent, not what is shown. */
function sendIsoDates(form) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of Array.from(event.formData.entries())) {
      const parts = typeof value === "string" && /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(value.trim());
      if (parts) {
        event.formData.set(name, `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}`);
      }
    }
  });
}

/* One open list at a time; Escape or a press elsewhere closes it. */
function closeDrops() {
  document.addEventListener("click", (event) => {
    for (const drop of document.querySelectorAll("details.drop[open]")) {
      if (!drop.contains(event.target)) drop.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of document.querySelectorAll("details.drop[open]")) {
      drop.open = false;
      drop.querySelector("summary").focus();
    }
  });
}

/* data-max on a fieldset or div: no more than so many boxes at a time. */
function limitChoices(group) {
  const most = Number(group.dataset.max);
  const boxes = Array.from(group.querySelectorAll("input[type=checkbox]"));
  const update = () => {
    const full = boxes.filter((box) => box.checked).length >= most;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  group.addEventListener("change", update);
  window.addEventListener("pageshow", update);
}

/* data-copy names a text field, data-print the page: buttons that are of no use without script. */
function copyText(button) {
  const text = document.getElementById(button.dataset.copy);
  const told = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    await navigator.clipboard.writeText(text.value);
    told.textContent = told.dataset.copied;
  });
}

function printPage(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* data-bulk names the boxes that belong to this form: count them, and choose all of a page. */
function countChosen(form) {
  const boxes = Array.from(form.elements).filter((field) => field.name === form.dataset.bulk);
  const all = form.querySelector("[data-bulk-all]");
  const told = form.querySelector("[data-bulk-count]");
  const update = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    told.textContent = `${chosen} ${told.dataset.text}.`;
    all.querySelector("input").checked = chosen > 0 && chosen === boxes.length;
  };
  all.hidden = boxes.length === 0;
  all.addEventListener("change", (event) => {
    for (const box of boxes) box.checked = event.target.checked;
    update();
  });
  for (const box of boxes) box.addEventListener("change", update);
  window.addEventListener("pageshow", update);
}

document.querySelectorAll("form[data-bulk]").forEach(countChosen);
document.querySelectorAll("form[data-once]").forEach(sendOnce);
document.querySelectorAll("form[data-guard]").forEach(guardChanges);
document.querySelectorAll("form[method=get]").forEach(sendIsoDates);
document.querySelectorAll("[data-max]").forEach(limitChoices);
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(copyText);
document.querySelectorAll("[data-print]").forEach(printPage);
keepTyped();
closeDrops();
