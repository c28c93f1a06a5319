"use strict";
/* Saves the quick log while one types: at the server, and in this tab as long as the server cannot be reached. */

const LOCAL = "concept";
const WAIT = 1000;

function start(form) {
  const status = form.querySelector("[data-draft-status]");
  const words = form.dataset;
  let timer = 0;
  let asked = 0;
  let unsaved = false;
  let sent = false;

  const pairs = () => Array.from(new FormData(form)).filter(([, value]) => typeof value === "string");
  const mine = () => pairs().filter(([name]) => !["csrfmiddlewaretoken", "owner", "seen"].includes(name));
  const keyOf = () => form.elements.draft.value;

  const keepHere = () => sessionStorage.setItem(
    LOCAL, JSON.stringify({ owner: words.owner, key: keyOf(), pairs: mine() }),
  );

  function tell(text, link) {
    status.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.className = "tap";
    anchor.href = link;
    anchor.textContent = words.textAgain;
    status.append(" ", anchor);
  }

  function loginAddress() {
    const back = `${window.location.pathname}?concept=${encodeURIComponent(keyOf())}`;
    return `${words.login}?next=${encodeURIComponent(back)}`;
  }

  async function save(leaving) {
    window.clearTimeout(timer);
    if (!unsaved || sent) return;
    keepHere();
    asked += 1;
    const turn = asked;
    let answer;
    try {
      answer = await fetch(words.draft, {
        method: "POST",
        body: new URLSearchParams(pairs()),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: leaving,
      });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      tell(words.textOffline);
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      tell(words.textLogin, loginAddress());
      return;
    }
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (!answer.ok) {
      tell(told.error || words.textOffline);
      return;
    }
    if (turn !== asked) return;
    unsaved = false;
    sessionStorage.removeItem(LOCAL);
    tell(`${words.textSaved} ${told.saved}`);
  }

  function typed() {
    unsaved = true;
    asked += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(false), WAIT);
  }

  function takeUp() {
    const text = sessionStorage.getItem(LOCAL);
    if (!text) return;
    const held = JSON.parse(text);
    if (held.owner !== words.owner) {
      sessionStorage.removeItem(LOCAL);
    } else if (held.key === keyOf()) {
      putBack(form, held.pairs, ["csrfmiddlewaretoken", "owner", "seen", "draft"]);
      form.dispatchEvent(new Event("change", { bubbles: true }));
      typed();
    }
  }

  form.querySelector("[data-keep]").remove();
  form.addEventListener("input", typed);
  form.addEventListener("submit", () => {
    sent = true;
    window.clearTimeout(timer);
    sessionStorage.removeItem(LOCAL);
  });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  takeUp();
}

document.querySelectorAll("form[data-draft]").forEach(start);
