"use strict";
// Shows the cards that have the words, the audience and the language asked for; the address keeps what was asked.
const form = document.querySelector("form");
const cards = [...document.querySelectorAll("[data-words]")];
const groups = [...document.querySelectorAll("[data-group]")];
const fields = [...form.elements].filter(field => field.name);

function show() {
  const words = form.elements.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const chosen = fields.filter(field => field.name !== "words" && field.value);
  let count = 0;
  for (const card of cards) {
    const fits = chosen.every(field => card.dataset[field.name] === field.value);
    card.hidden = !(fits && words.every(word => card.dataset.words.includes(word)));
    count += card.hidden ? 0 : 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("[data-words]:not([hidden])");
  form.querySelector("output").textContent = `${count} of ${cards.length} shown`;
}

function keep() {
  const asked = new URLSearchParams(fields.filter(field => field.value).map(field => [field.name, field.value]));
  try {
    history.replaceState(null, "", `${asked}` ? `#?${asked}` : location.pathname + location.search);
  } catch { /* a page from a file may keep no address */ }
  show();
}

const kept = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
for (const field of fields) field.value = kept.get(field.name) ?? "";
form.addEventListener("input", keep);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(keep));
form.hidden = false;
show();
