"use strict";
(() => {
  const rows = [], table = document.getElementById("articles"), body = table.tBodies[0];
  const field = (id) => document.getElementById(id);
  const words = field("words"), severity = field("severity"), rule = field("rule"), side = field("side"), author = field("author"), section = field("section"), month = field("month");
  const rank = new Intl.Collator(document.documentElement.lang, { numeric: true });
  let limit = 100, key = "0", down = true;
  const value = (row) => (/\d/.test(key) ? row.n[+key] : row[key]);
  const compare = (a, b) => {
    const x = value(a), y = value(b);
    const order = typeof x === "number" ? x - y : rank.compare(x, y);
    return (down ? -order : order) || a.i - b.i;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const kept = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    return rows.filter((row) => wanted.every((word) => row.w.includes(word))
      && (!severity.value || row.n[+severity.value] > 0) && (!rule.value || row.r.includes(rule.value))
      && (!side.value || row.s.includes(side.value)) && (!author.value || row.a === author.value)
      && (!section.value || row.c === section.value) && (!month.value || row.m === month.value));
  };
  const cell = (tag, content, number) => {
    const made = document.createElement(tag);
    made.append(content);
    if (number) made.className = "n";
    return made;
  };
  const line = (row) => {
    const made = document.createElement("tr"), link = document.createElement("a");
    link.href = row.p;
    link.append(row.t);
    const title = cell("th", link);
    title.scope = "row";
    made.append(title, cell("td", row.h), ...row.n.map((n) => cell("td", n, true)), cell("td", row.a), cell("td", row.d));
    return made;
  };
  const counts = (found, name) => {
    const count = new Map();
    for (const row of found) for (const one of [].concat(row[name])) if (one) count.set(one, (count.get(one) || 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1] || rank.compare(a[0], b[0]));
  };
  const titles = new Map([...rule.options].map((option) => [option.value, option.text]));
  const draw = () => {
    const found = kept().sort(compare);
    body.replaceChildren(...found.slice(0, limit).map(line));
    field("shown").textContent = document.body.dataset.shown.replace("{shown}", Math.min(limit, found.length)).replace("{count}", found.length);
    field("more").hidden = found.length <= limit;
    for (const list of document.querySelectorAll("[data-total]")) {
      list.replaceChildren(...counts(found, list.dataset.total).slice(0, 20).map(([name, n]) => cell("li", `${titles.get(name) || name} (${n})`)));
      list.parentElement.hidden = !list.children.length;
    }
    for (const head of table.tHead.querySelectorAll("th")) {
      const own = head.firstElementChild.dataset.key === key;
      if (own) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  };
  window.sourcecheckRows = (more) => {
    for (const row of more) rows.push(Object.assign(row, { i: rows.length, w: plain([row.t, row.h, row.a, row.d, row.c, row.r, row.s].join(" ")) }));
  };
  const ready = () => {
    for (const [list, name] of [[side, "s"], [author, "a"], [section, "c"], [month, "m"]]) {
      for (const [one] of counts(rows, name).sort((a, b) => rank.compare(a[0], b[0]))) list.add(new Option(one, one));
      list.parentElement.hidden = list.options.length < 2;
    }
    const met = new Set(rows.flatMap((row) => row.r));
    for (const option of [...rule.options]) if (option.value && !met.has(option.value)) option.remove();
    for (const made of [table, field("totals"), document.querySelector(".filters")]) made.hidden = false;
    draw();
  };
  const load = (number) => {
    if (number > +document.body.dataset.chunks) return ready();
    const script = document.createElement("script");
    script.src = `index-data/${number}.js`;
    script.onload = script.onerror = () => load(number + 1);
    document.head.append(script);
  };
  for (const filter of [words, severity, rule, side, author, section, month]) filter.addEventListener("input", () => { limit = 100; draw(); });
  for (const button of table.tHead.querySelectorAll("button")) button.addEventListener("click", () => {
    down = key === button.dataset.key ? !down : /\d/.test(button.dataset.key);
    key = button.dataset.key;
    draw();
  });
  field("more").addEventListener("click", () => { limit += 200; draw(); });
  load(1);
})();
