"use strict";
/* Keeps a page about long work up to date: looks at the same page again, and opens what came of it. */

const EVERY = 1500;

function fresh(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-progress]");
}

async function look(shown) {
  let answer;
  try {
    answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return true; /* The server is away for a moment; it may come back. */
  }
  if (answer.status >= 500) return true;
  const found = answer.redirected ? null : fresh(await answer.text());
  if (!found) {
    window.location.reload();
    return false;
  }
  update(shown, found);
  return true;
}

/* Only what differs: an announcement that stays the same is not said again. */
function update(shown, found) {
  const said = shown.querySelector("[data-progress-said]");
  const text = found.querySelector("[data-progress-said]").textContent.trim();
  const bar = found.querySelector("progress");
  shown.querySelector("progress").replaceWith(bar);
  if (said.textContent.trim() !== text) said.textContent = text;
  for (const old of shown.querySelectorAll(".alert")) old.remove();
  for (const alert of found.querySelectorAll(".alert")) shown.append(alert);
}

async function keep(shown) {
  while (await look(shown)) {
    await new Promise((resolve) => { window.setTimeout(resolve, EVERY); });
  }
}

const progress = document.querySelector("[data-progress]");
if (progress) window.setTimeout(() => keep(progress), EVERY);
