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
    source.querySelector("[data-shown]").textContent = link.dataset.says || link.getAttribute("aria-label");
    source.querySelector("h2").focus({ preventScroll: true });
    if (first) first.scrollIntoView({ block: "center" });
    if (drawer) link.scrollIntoView({ block: "nearest" });
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

  // Filters apply as they are picked.
  document.querySelectorAll("form[data-live]").forEach((form) => {
    form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
  });
})();
