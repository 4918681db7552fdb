"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const field = (name) => document.getElementById(name);
  const shown = field("shown");
  const printed = field("filtered");
  const choices = ["person", "kind", "side", "certainty"];
  const findings = [...document.querySelectorAll("article.finding")];
  const statements = [...document.querySelectorAll("article.statement")];
  const groups = [...document.querySelectorAll("section.cause, section.kind, section.speaker")];
  const words = new WeakMap();

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (item) => {
    if (!words.has(item)) words.set(item, plain(item.textContent));
    return words.get(item);
  };
  const has = (list, key) => !key || (list || "").split(" ").includes(key);

  const fits = (item, asked, sought, isFinding) =>
    has(item.dataset.people, asked.person) &&
    has(item.dataset.sides, asked.side) &&
    (!isFinding || !asked.kind || item.dataset.kind === asked.kind) &&
    (!isFinding || !asked.certainty || item.dataset.certainty === asked.certainty) &&
    sought.every((word) => textOf(item).includes(word));

  const apply = () => {
    const asked = Object.fromEntries(choices.map((name) => [name, field(name).value]));
    const sought = plain(field("search").value).split(/\s+/).filter(Boolean);
    for (const item of findings) item.hidden = !fits(item, asked, sought, true);
    for (const item of statements) item.hidden = !fits(item, asked, sought, false);
    for (const group of groups) {
      group.hidden = !group.querySelector("article:not([hidden])");
    }
    const active = sought.length > 0 || Object.values(asked).some(Boolean);
    const count = (items) => items.filter((item) => !item.hidden).length;
    const result =
      `${count(findings)} of ${findings.length} findings and ` +
      `${count(statements)} of ${statements.length} statements are shown.`;
    shown.textContent = active ? result : "";
    printed.textContent = active ? `Filtered: ${result}` : "";
    printed.hidden = !active;
  };

  // A link to what the filters hide shows everything again.
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (target && target.closest("[hidden]")) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  };

  let waiting = 0;
  field("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  });
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  addEventListener("hashchange", reveal);
  form.hidden = false;
  document.documentElement.classList.add("has-filters");
  apply();
})();
