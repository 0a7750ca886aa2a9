// What all pages of the site share: night mode, and a new version of a site that is served.
"use strict";

const page = (() => {
  const root = document.documentElement;
  const button = document.getElementById("night");
  const listeners = [];

  const remembered = () => {
    try { return localStorage.getItem("deckpress-night"); } catch { return null; }  // forbidden for some files
  };
  const remember = (value) => {
    try { localStorage.setItem("deckpress-night", value); } catch { /* then it is not remembered */ }
  };

  const isNight = () => root.classList.contains("night");
  const setNight = (on) => {
    root.classList.toggle("night", on);
    button.setAttribute("aria-pressed", String(on));
    listeners.forEach((listener) => listener());
  };

  button.addEventListener("click", () => { setNight(!isNight()); remember(isNight() ? "1" : "0"); });
  setNight((remembered() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "1" : "0")) === "1");

  if (root.hasAttribute("data-live")) {
    let version = null;
    setInterval(async () => {
      try {
        const answer = await fetch("version.txt", { cache: "no-store" });
        const now = answer.ok ? await answer.text() : version;
        if (version !== null && now !== version) location.reload();
        version = now;
      } catch { /* the server has gone: the page stays as it is */ }
    }, 1000);
  }

  return { isNight, setNight, onNight: (listener) => listeners.push(listener) };
})();
