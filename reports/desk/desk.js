"use strict";
(() => {
  const token = document.querySelector('meta[name="sourcecheck-token"]').content;
  const words = JSON.parse(document.body.dataset.messages);
  const $ = (id) => document.getElementById(id);
  const text = $("text"), marks = $("marks"), cardsBox = $("cards"), problem = $("problem");
  let last = { cards: [], answered: [], voices: [] };
  let shownText = "";
  let timer = 0, running = false, again = false, chosen = null;

  // The address keeps no token once the page is open.
  history.replaceState(null, "", location.pathname);

  const call = async (method, path, body, type) => {
    const headers = { "x-sourcecheck-token": token };
    if (type) headers["content-type"] = type;
    const answer = await fetch(path, { method, headers, body, cache: "no-store" });
    return answer;
  };
  const json = (method, path, data) => call(method, path, JSON.stringify(data), "application/json");

  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "class") node.className = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== null) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  };

  const tell = (sentence) => { problem.textContent = sentence; problem.hidden = !sentence; };

  const audit = async () => {
    if (running) { again = true; return; }
    running = true;
    const sent = text.value;
    try {
      if (!sent.trim()) { last = { cards: [], answered: [], voices: [] }; shownText = sent; tell(""); draw(); return; }
      const answer = await json("POST", "/api/audit", { text: sent });
      const data = await answer.json();
      if (!answer.ok) { tell(data.error); return; }
      tell("");
      last = data; shownText = sent;
      $("headline").textContent = data.headline;
      draw();
    } catch { tell(words.failed); } finally {
      running = false;
      if (again || text.value !== sent) { again = false; schedule(60); }
    }
  };
  const schedule = (wait) => { clearTimeout(timer); timer = setTimeout(audit, wait); };

  // The text box counts UTF-16 units, the audit counts characters.
  const unitsOf = (value) => {
    const units = [0];
    for (const character of value) units.push(units[units.length - 1] + character.length);
    return units;
  };

  const draw = () => { drawMarks(); drawCards(); drawRest(); };

  const drawMarks = () => {
    marks.replaceChildren();
    if (text.value !== shownText) { marks.textContent = text.value + "\n"; return; }
    const units = unitsOf(shownText), layers = [];
    for (const [start, end, voice] of last.voices) if (voice !== "narrator") layers.push({ start, end, name: voice, rank: 0 });
    for (const card of last.cards) for (const item of card.items)
      if (!item.whole_article) layers.push({ start: item.start, end: item.end, name: item.severity, rank: { info: 1, warning: 2, error: 3 }[item.severity], key: card.key });
    const borders = new Set([0, units.length - 1]);
    for (const layer of layers) { borders.add(layer.start); borders.add(layer.end); }
    const points = [...borders].filter((p) => p < units.length).sort((a, b) => a - b);
    for (let i = 0; i + 1 < points.length; i++) {
      const piece = shownText.slice(units[points[i]], units[points[i + 1]]);
      const over = layers.filter((l) => l.start <= points[i] && points[i + 1] <= l.end).sort((a, b) => b.rank - a.rank)[0];
      if (!over) { marks.append(piece); continue; }
      marks.append(element("mark", { class: over.name + (over.key && over.key === chosen ? " chosen" : "") }, piece));
    }
    marks.append("\n");
    marks.scrollTop = text.scrollTop;
  };

  const go = (item, key) => {
    const units = unitsOf(text.value);
    chosen = key;
    text.focus();
    text.setSelectionRange(units[item.start] ?? 0, units[item.end] ?? 0);
    drawMarks();
    for (const node of cardsBox.children) node.classList.toggle("chosen", node.dataset.key === key);
    const mark = marks.querySelector(".chosen");
    if (mark) text.scrollTop = Math.max(0, mark.offsetTop - text.clientHeight / 3);
  };

  const itemNode = (item, card, isAnswered) => {
    const form = element("form", { class: "answer", hidden: "" },
      element("input", { class: "reason", name: "reason", "aria-label": words.reason, placeholder: words.reason, maxlength: "500", required: "" }),
      element("input", { class: "initials", name: "initials", "aria-label": words.initials, placeholder: words.initials, maxlength: "20" }),
      element("button", { type: "submit" }, words.keep));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = { fingerprint: item.fingerprint, rule: item.rule, reason: form.reason.value, initials: form.initials.value };
      const answer = await json("POST", "/api/answers", data);
      if (answer.ok) audit(); else tell((await answer.json()).error);
    });
    const answerButton = element("button", { type: "button", class: "answer-button", "aria-expanded": "false" }, isAnswered ? words.withdraw : words.answered);
    answerButton.addEventListener("click", async () => {
      if (isAnswered) { await call("DELETE", "/api/answers/" + encodeURIComponent(item.fingerprint)); audit(); return; }
      form.hidden = !form.hidden;
      answerButton.setAttribute("aria-expanded", String(!form.hidden));
      if (!form.hidden) form.reason.focus();
    });
    const norms = element("ul", {}, ...item.norms.map((norm) => element("li", {},
      norm.url ? element("a", { href: norm.url, rel: "noreferrer noopener", target: "_blank" }, `${norm.name} (${norm.reference})`) : `${norm.name} (${norm.reference})`,
      norm.verified ? "" : ` — ${words.unverified}`)));
    return element("div", { class: "item" },
      element("p", { class: "question" }, item.question),
      element("p", { class: "message" }, element("span", { class: "severity " + item.severity }, words.severity[item.severity]), " · ", item.message),
      item.whole_article ? element("p", { class: "words" }, words.article)
        : element("button", { type: "button", class: "words", onclick: () => go(item, card.key) }, "« " + item.words + " »"),
      item.reason ? element("p", { class: "message" }, "→ " + item.reason) : null,
      element("details", {}, element("summary", {}, `${words.why} · ${item.rule}`), element("p", {}, item.why), norms),
      isAnswered && item.suppressed_by !== "editor" ? null : answerButton, isAnswered ? null : form);
  };

  const cardNode = (card, isAnswered) => element("li", { class: "card " + card.severity, "data-key": card.key },
    ...card.items.map((item) => itemNode(item, card, isAnswered)));

  const drawCards = () => {
    cardsBox.replaceChildren(...last.cards.map((card) => cardNode(card, false)));
    if (!last.cards.length && text.value.trim()) cardsBox.append(element("li", { class: "quiet" }, words.nothing));
  };

  const drawRest = () => {
    const answered = last.answered || [], speakers = last.speakers || [];
    $("answered-box").hidden = !answered.length;
    $("answered-count").textContent = String(answered.reduce((n, card) => n + card.items.length, 0));
    $("answered").replaceChildren(...answered.map((card) => cardNode(card, true)));
    $("speakers-box").hidden = !speakers.length;
    $("speakers").replaceChildren(...speakers.map((s) => element("tr", {},
      element("td", {}, s.name + (s.named ? "" : ` (${words.unnamed})`)), element("td", {}, s.role), element("td", {}, String(s.words)))));
    $("notices").replaceChildren(...(last.notices || []).map((n) => element("li", {}, n)));
    for (const id of ["export-html", "export-docx", "print"]) $(id).disabled = !text.value.trim();
  };

  text.addEventListener("input", () => { chosen = null; drawMarks(); schedule(120); });
  text.addEventListener("scroll", () => { marks.scrollTop = text.scrollTop; });

  const open = async (file) => {
    tell("");
    try {
      const answer = await call("POST", "/api/file?name=" + encodeURIComponent(file.name), await file.arrayBuffer(), "application/octet-stream");
      const data = await answer.json();
      if (!answer.ok) { tell(data.error); return; }
      text.value = data.text; audit();
    } catch { tell(words.failed); }
  };
  $("file").addEventListener("change", (event) => { if (event.target.files[0]) open(event.target.files[0]); event.target.value = ""; });
  const editor = document.querySelector(".editor");
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, (event) => {
    event.preventDefault();
    editor.classList.toggle("dropping", name === "dragover");
    if (name === "drop" && event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });

  const save = async (format) => {
    const answer = await json("POST", "/api/export/" + format, { text: text.value });
    if (!answer.ok) { tell((await answer.json()).error); return; }
    const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: "sourcecheck." + format });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  $("export-html").addEventListener("click", () => save("html"));
  $("export-docx").addEventListener("click", () => save("docx"));
  $("print").addEventListener("click", () => window.print());
  if (text.value.trim()) audit();
})();
