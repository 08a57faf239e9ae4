"use strict";
(() => {
  const root = document.documentElement;
  const tools = document.querySelector(".tools");
  tools.hidden = false;
  const visible = () => [...document.querySelectorAll("main article .card")].filter((card) => !card.hidden);
  let at = -1;
  const go = (step) => {
    const cards = visible();
    if (!cards.length) return;
    at = Math.min(Math.max(at + step, 0), cards.length - 1);
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "center" });
  };
  const help = document.getElementById("help"), helpButton = document.getElementById("help-button");
  const toggleHelp = () => { help.hidden = !help.hidden; helpButton.setAttribute("aria-expanded", String(!help.hidden)); };
  const filter = () => {
    const off = (name) => new Set([...document.querySelectorAll(`[data-${name}]:not(.item)`)].filter((box) => !box.checked).map((box) => box.dataset[name]));
    const severities = off("severity"), families = off("family");
    for (const card of document.querySelectorAll("main article .card")) {
      const items = [...card.querySelectorAll(".item")];
      for (const item of items) item.hidden = severities.has(item.dataset.severity) || families.has(item.dataset.family);
      card.hidden = items.every((item) => item.hidden);
      for (const link of document.querySelectorAll(`a.f[href="#${card.id}"]`)) link.classList.toggle("off", card.hidden);
    }
    at = -1;
  };
  for (const box of tools.querySelectorAll("input")) box.addEventListener("change", filter);
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
  helpButton.addEventListener("click", toggleHelp);
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") toggleHelp();
    else if (event.key === "o") { const card = visible()[at]; if (card) for (const d of card.querySelectorAll("details")) d.open = !d.open; }
    else return;
    event.preventDefault();
  });
})();
