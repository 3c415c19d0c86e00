// The console: running time and Cancel, colours, completion, sorting, copying, a chart of two columns, history.
// Without scripts the form still sends the query and the server shows the answer.
"use strict";

(() => {
  const form = document.querySelector("[data-console]");
  if (!form) return;
  const field = form.querySelector("textarea");
  const answer = document.querySelector("[data-answer]");
  const SVG = "http://www.w3.org/2000/svg";

  // Colours
  const colours = form.querySelector("[data-colours]");
  const WORDS = "select from where group by order having limit offset with as and or not in is null join left right full cross on using union all distinct case when then else end between like ilike exists desc asc nulls first last filter over partition values describe show summarize pivot unpivot explain qualify true false cast exclude replace semi anti recursive materialized";
  const keywords = new Set(WORDS.split(" "));
  const TOKEN = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*'?)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)/g;
  const paint = () => {
    const text = field.value;
    const parts = [];
    let at = 0;
    const add = (words, kind) => {
      if (!words) return;
      const part = document.createElement("span");
      part.textContent = words;
      if (kind) part.className = kind;
      parts.push(part);
    };
    for (const found of text.matchAll(TOKEN)) {
      add(text.slice(at, found.index));
      const kind = found[1] ? "c" : found[2] ? "s" : found[3] ? "d" : keywords.has(found[4].toLowerCase()) ? "k" : "";
      add(found[0], kind);
      at = found.index + found[0].length;
    }
    add(`${text.slice(at)}\n`);
    colours.replaceChildren(...parts);
    colours.scrollTop = field.scrollTop;
  };
  form.querySelector(".editor").classList.add("live");
  field.addEventListener("input", paint);
  field.addEventListener("scroll", () => { colours.scrollTop = field.scrollTop; });
  paint();

  // Completion: names of tables and columns from the list beside the editor, then the words of SQL
  const list = form.querySelector("[data-names]");
  const named = (selector) => [...document.querySelectorAll(selector)].map((code) => code.textContent).sort((one, other) => one.length - other.length || one.localeCompare(other));
  const known = [...new Set([...named(".schema summary code"), ...named(".schema dt code")])].concat([...keywords].map((word) => word.toUpperCase()));
  let chosen = 0;
  const begun = () => /[A-Za-z_]\w*$/.exec(field.value.slice(0, field.selectionStart))?.[0] ?? "";
  const closeNames = () => { list.hidden = true; list.replaceChildren(); };
  const insert = (name) => {
    const at = field.selectionStart - begun().length;
    field.setRangeText(name, at, field.selectionStart, "end");
    closeNames();
    paint();
    field.focus();
  };
  const offer = () => {
    const word = begun().toLowerCase();
    const fits = word.length < 2 ? [] : known.filter((name) => name.toLowerCase().startsWith(word) && name.toLowerCase() !== word).slice(0, 12);
    list.replaceChildren(...fits.map((name) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, tabIndex: -1 });
      button.addEventListener("mousedown", (event) => { event.preventDefault(); insert(name); });
      item.append(button);
      return item;
    }));
    list.hidden = !fits.length;
    mark(0);
  };
  const mark = (number) => {
    const buttons = [...list.querySelectorAll("button")];
    chosen = buttons.length ? (number + buttons.length) % buttons.length : 0;
    buttons.forEach((button, place) => button.toggleAttribute("aria-current", place === chosen));
    buttons[chosen]?.scrollIntoView({ block: "nearest" });
  };
  field.addEventListener("input", offer);
  field.addEventListener("blur", closeNames);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) mark(chosen + steps[event.key]);
    else if (event.key === "Tab" || event.key === "Enter") insert(list.querySelectorAll("button")[chosen].textContent);
    else if (event.key === "Escape") closeNames();
    else return;
    event.preventDefault();
  });

  // Running: the answer is put in place, the address follows, and Cancel ends the query on the server
  const clock = form.querySelector("[data-clock]");
  const cancel = form.querySelector("[data-cancel]");
  let running = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return;
    closeNames();
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    const began = performance.now();
    const tick = () => { clock.textContent = clock.dataset.running.replace("{seconds}", ((performance.now() - began) / 1000).toFixed(1)); };
    const timer = setInterval(tick, 100);
    running = new AbortController();
    cancel.hidden = false;
    try {
      const told = await fetch(address, { signal: running.signal });
      const page = new DOMParser().parseFromString(await told.text(), "text/html");
      const values = page.querySelector("[data-console] .values");
      const before = form.querySelector(".values");
      if (values && !before) { location.assign(address); return; }
      answer.replaceChildren(...page.querySelector("[data-answer]").childNodes);
      history.pushState(null, "", address);
      remember(field.value);
      dress();
      clock.textContent = "";
    } catch (error) {
      clock.textContent = error.name === "AbortError" ? clock.dataset.cancelled : String(error);
    } finally {
      clearInterval(timer);
      cancel.hidden = true;
      running = null;
    }
  });
  cancel.addEventListener("click", () => running?.abort());
  window.addEventListener("popstate", () => location.reload());

  // The answer: sorting, copying, a chart
  const cells = (row) => [...row.cells].map((cell) => cell.textContent.trim());
  const numeric = (text) => { const number = Number(text); return text !== "" && !Number.isNaN(number) ? number : null; };
  const sort = (table, column, head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    const value = (row) => row.cells[column].textContent.trim();
    const compare = (one, other) => {
      const [a, b] = [value(one), value(other)];
      const [x, y] = [numeric(a), numeric(b)];
      return x !== null && y !== null ? x - y : a.localeCompare(b);
    };
    rows.sort((one, other) => (up ? 1 : -1) * compare(one, other));
    table.tBodies[0].append(...rows);
  };
  const draw = (table, label, value, figure) => {
    const rows = [...table.tBodies[0].rows].slice(0, 30).map((row) => [cells(row)[label], numeric(cells(row)[value]) ?? 0]);
    const most = Math.max(1, ...rows.map(([, number]) => number));
    const svg = document.createElementNS(SVG, "svg");
    const place = (name, told, text) => {
      const node = document.createElementNS(SVG, name);
      Object.entries(told).forEach(([key, one]) => node.setAttribute(key, one));
      if (text !== undefined) node.textContent = text;
      svg.append(node);
    };
    svg.setAttribute("width", "100%");
    svg.setAttribute("height", rows.length * 24);
    rows.forEach(([name, number], at) => {
      place("text", { x: 0, y: at * 24 + 16 }, name.length > 24 ? `${name.slice(0, 23)}…` : name);
      place("rect", { class: "body", x: "35%", y: at * 24 + 5, height: 14, width: `${(50 * Math.max(0, number)) / most}%` });
      place("text", { x: `${36 + (50 * Math.max(0, number)) / most}%`, y: at * 24 + 16 }, number);
    });
    figure.replaceChildren(svg);
  };
  const dress = () => {
    const table = answer.querySelector(".result table");
    if (!table) return;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, column, head));
    });
    const copy = answer.querySelector("[data-copy]");
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const lines = [heads.map((head) => head.querySelector("button").firstChild.textContent.trim()), ...[...table.tBodies[0].rows].map(cells)];
      const safe = (text) => (/^'*[=+\-@\t\r\n]/.test(text) && numeric(text) === null ? `'${text}` : text).replace(/[\t\r\n]+/g, " ");
      await navigator.clipboard.writeText(lines.map((line) => line.map(safe).join("\t")).join("\n"));
      copy.textContent = copy.dataset.copied;
    });
    const first = [...table.tBodies[0].rows].slice(0, 30).map(cells);
    const numbers = heads.map((_, column) => column).filter((column) => first.length && first.every((row) => row[column] === "∅" || numeric(row[column]) !== null));
    const plot = answer.querySelector("[data-plot]");
    if (!numbers.length || heads.length < 2) return;
    const label = plot.querySelector("[data-plot-label]");
    const value = plot.querySelector("[data-plot-value]");
    const option = (column) => new Option(heads[column].querySelector("button").firstChild.textContent.trim(), column);
    label.append(new Option("", ""), ...heads.map((_, column) => option(column)));
    value.append(...numbers.map(option));
    const show = () => { if (label.value !== "") draw(table, Number(label.value), Number(value.value), plot.querySelector("[data-figure]")); };
    label.addEventListener("change", show);
    value.addEventListener("change", show);
    plot.hidden = false;
  };

  // History, in this browser only
  const KEY = "griffier.queries";
  const past = document.querySelector("[data-history]");
  const stored = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; } };
  const list_past = () => {
    const queries = stored();
    past.hidden = !queries.length;
    past.querySelector("ul").replaceChildren(...queries.map((query) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: `${form.action}?${new URLSearchParams({ sql: query })}` });
      const code = document.createElement("code");
      code.textContent = query.replace(/\s+/g, " ");
      link.append(code);
      item.append(link);
      return item;
    }));
  };
  const remember = (query) => {
    if (!query.trim()) return;
    try { localStorage.setItem(KEY, JSON.stringify([query, ...stored().filter((other) => other !== query)].slice(0, 20))); } catch { return; }
    list_past();
  };
  past.querySelector("[data-forget]").addEventListener("click", () => { localStorage.removeItem(KEY); list_past(); });
  list_past();
  dress();
})();
