"use strict";
// Shows what the server tells: documents, problems, and the chosen document, which stays until there is a better one.
const part = name => document.querySelector(name);
const stage = part(".stage"), problems = part(".problems");
const languages = new Intl.DisplayNames(["en"], { type: "language" });
let view = null, listed = "", shown = null;

function made(tag, text, values = {}) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
  return node;
}

function languageName(code) {
  try { return languages.of(code); } catch { return code; }
}

function firstPath(one) {
  return `${one.path}.${one.first}`;
}

function chosen() {
  const asked = decodeURIComponent(location.hash.slice(1));
  const path = asked || (view.documents.length ? firstPath(view.documents[0]) : "");
  for (const one of view.documents) {
    const format = one.formats.find(known => `${one.path}.${known.name}` === path);
    if (format) return { one, format, path };
  }
  return null;
}

function listDocuments() {
  const now = JSON.stringify(view.documents.map(one => [one.path, one.pack, one.audience, one.formats.map(format => format.name)]));
  if (now === listed) return;
  listed = now;
  const nav = part("nav"), lists = new Map();
  nav.replaceChildren();
  let pack = "";
  for (const one of view.documents) {
    const [packName, audience, language, name] = one.names;
    if (packName !== pack) nav.append(made("h2", one.pack || packName));
    pack = packName;
    const key = `${packName}/${audience}/${language}`;
    if (!lists.has(key)) {
      lists.set(key, made("ul"));
      nav.append(made("h3", `${one.audience || audience}, ${languageName(language)}`), lists.get(key));
    }
    const item = made("li");
    item.append(made("a", name, { href: `#${encodeURI(firstPath(one))}` }));
    lists.get(key).append(item);
  }
}

function markChosen(at) {
  for (const link of document.querySelectorAll("nav a")) {
    const own = at && decodeURIComponent(link.hash.slice(1)).startsWith(`${at.one.path}.`);
    if (!own) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest" });
    }
  }
}

function nameDocument(at) {
  part(".bar").hidden = !at;
  if (!at) return;
  const title = part(".bar h2"), formats = part(".bar ul");
  title.textContent = at.one.title || at.one.path;
  title.lang = at.one.title ? at.one.names[2] : "";
  const now = JSON.stringify([at.path, at.one.formats.map(format => format.name)]);
  if (formats.dataset.now === now) return;
  formats.dataset.now = now;
  formats.replaceChildren(...at.one.formats.map(format => {
    const path = encodeURI(`${at.one.path}.${format.name}`), item = made("li");
    const link = made("a", format.title, { href: format.shown ? `#${path}` : path });
    if (format.name === at.format.name) link.setAttribute("aria-current", "true");
    item.append(link);
    return item;
  }), alone(at));
}

function alone(at) {
  const item = made("li");
  item.append(made("a", "On its own", { href: encodeURI(at.path), target: "_blank", rel: "noopener" }));
  return item;
}

function showProblems() {
  const errors = view.problems.filter(one => one.severity === "error").length, warnings = view.problems.length - errors;
  problems.hidden = !view.problems.length;
  const counts = [[errors, "error"], [warnings, "warning"]].filter(([count]) => count).map(([count, name]) => `${count} ${name}${count === 1 ? "" : "s"}`);
  part(".problems h2").textContent = counts.join(", ");
  part(".problems .stale").hidden = !errors;
  part(".problems ul").replaceChildren(...view.problems.map(one => {
    const item = made("li", "", { class: one.severity });
    item.append(made("span", `${one.severity}: `, { class: "severity" }), one.message);
    if (one.hint) item.append(made("span", one.hint, { class: "hint" }));
    item.append(made("code", one.place));
    return item;
  }));
  document.title = errors ? `(${errors}) Preview` : "Preview";
  part("header p").textContent = view.complete ? "Up to date" : "Looking at the other documents …";
}

function showDocument(at) {
  if (!at) {
    stage.replaceChildren(made("p", view.documents.length ? "This document is not there any more: choose another one." : "There is no document to show yet."));
    shown = null;
    return;
  }
  const digest = at.format.digest;
  if (shown && shown.path === at.path) {
    if (shown.digest === digest || !digest) return;
    if (!shown.digest) { shown.digest = digest; return; }
  }
  const old = shown && shown.path === at.path ? shown.frame : null;
  const frame = made("iframe", "", { title: at.one.title || at.path, class: "coming", src: `${encodeURI(at.path)}?${digest}` });
  shown = { path: at.path, digest, frame };
  frame.addEventListener("load", () => {
    try {
      if (old) frame.contentWindow.scrollTo({ top: old.contentWindow.scrollY, behavior: "instant" });
    } catch { /* a PDF keeps its own place */ }
    for (const other of [...stage.children]) if (other !== frame && frame === shown?.frame) other.remove();
    frame.classList.remove("coming");
  });
  stage.append(frame);
}

function show() {
  if (!view) return;
  const at = chosen();
  listDocuments();
  markChosen(at);
  nameDocument(at);
  showProblems();
  showDocument(at);
}

const news = new EventSource("news");
news.addEventListener("message", event => { view = JSON.parse(event.data); show(); });
news.addEventListener("error", () => { part("header p").textContent = "The preview has ended: start it again with invoke preview."; });
addEventListener("hashchange", show);
part("select").addEventListener("input", event => { stage.className = `stage ${event.target.value}`; });
