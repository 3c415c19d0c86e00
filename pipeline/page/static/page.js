// What the page does beyond links and forms. Everything here also works without it: links that open the source text
// ask the server for it marked, filters have a button, and the console has one too.
"use strict";

(() => {
  const source = document.getElementById("source");
  const drawer = source && "drawer" in source.dataset;
  let opener = null;

  const light = (name) => {
    source.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
    document.querySelectorAll("[data-show][aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const parts = source.querySelectorAll(`[data-of~="${CSS.escape(name)}"]`);
    parts.forEach((part) => part.classList.add("lit"));
    document.querySelectorAll(`[data-show="${CSS.escape(name)}"]`).forEach((link) => link.setAttribute("aria-current", "true"));
    return parts[0];
  };

  const show = (link) => {
    source.querySelector("details").open = true;
    if (drawer) {
      source.classList.add("panel");
      document.documentElement.classList.add("with-source");
      source.querySelector("[data-close]").hidden = false;
    }
    const first = light(link.dataset.show);
    const told = source.querySelector("[data-shown]");
    told.textContent = told.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => link.dataset[name]);
    told.focus({ preventScroll: true });
    if (drawer) link.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (first) first.scrollIntoView({ block: "center" });
    opener = link;
  };

  const close = () => {
    if (!source.classList.contains("panel")) return;
    source.classList.remove("panel");
    document.documentElement.classList.remove("with-source");
    source.querySelector("details").open = false;
    source.querySelector("[data-close]").hidden = true;
    light("");
    if (opener) opener.focus();
  };

  if (source) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-show]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link);
    });
    source.querySelector("[data-close]").addEventListener("click", close);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  }

  // In the citation graph a paper lights up the curves that lead to it and from it.
  document.querySelectorAll(".graph").forEach((graph) => {
    const trace = (event, lit) => {
      const node = event.target.closest("[data-node]");
      if (!node) return;
      const name = CSS.escape(node.dataset.node);
      graph.querySelectorAll(`[data-from="${name}"], [data-to="${name}"]`).forEach((curve) => curve.classList.toggle("lit", lit));
    };
    ["pointerover", "focusin"].forEach((kind) => graph.addEventListener(kind, (event) => trace(event, true)));
    ["pointerout", "focusout"].forEach((kind) => graph.addEventListener(kind, (event) => trace(event, false)));
  });

  // Airflow shows the page in a frame that may open no window, show no PDF and save no file, and that other sites
  // refuse to be in. So a link that leaves, a file to save and an original that no frame shows are opened by the page
  // around it, which has the same origin (our policy lets no other frame us).
  if (window.parent !== window) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      const stays = link && link.host === location.host && !link.hasAttribute("download") && !("outside" in link.dataset);
      if (!link || !link.host || stays || event.defaultPrevented) return;
      event.preventDefault();
      const outside = Object.assign(window.parent.document.createElement("a"), { href: link.href, target: "_blank", rel: "noopener noreferrer" });
      outside.click();
    });
  }

  document.querySelectorAll("[data-sql]").forEach((field) => {
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit(); });
  });

  // Filters apply as they are picked.
  document.querySelectorAll("form[data-live]").forEach((form) => {
    form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
  });

  // The back button shows the page as it was left: with the filter picked that led away, above a list without it.
  window.addEventListener("pageshow", (event) => {
    const [way] = performance.getEntriesByType("navigation");
    if (event.persisted || (way && way.type === "back_forward")) document.querySelectorAll("form[data-live]").forEach((form) => form.reset());
  });
})();
