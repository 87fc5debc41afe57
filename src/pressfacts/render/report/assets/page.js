// ---- what every part of the page stands on: the facts, the words, and elements

const block = (id) => {
  const source = document.getElementById(id);
  return source && JSON.parse(source.textContent);
};
const OVERVIEW = block("overview");
const LABELS = block("labels");

const remembered = (key) => {
  try {
    return localStorage.getItem(`pressfacts-${key}`);
  } catch {
    return null;
  }
};
const remember = (key, value) => {
  try {
    localStorage.setItem(`pressfacts-${key}`, value);
  } catch {
    /* a page on disk may have no storage */
  }
};

let language = remembered("language") || (navigator.language.startsWith("ru") ? "ru" : "en");

const pick = (words) => words[language === "ru" ? 1 : 0];
const known = (table, key) => (Object.hasOwn(table, key) ? table[key] : null);
const word = (key, slots = {}) =>
  pick(LABELS.page[key]).replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);
const typeLabel = (type) => (known(LABELS.types, type) ? pick(LABELS.types[type]) : type);
const roleLabel = (role) => (known(LABELS.roles, role) ? pick(LABELS.roles[role].words) : role);
const statusLabel = (status) =>
  known(LABELS.statuses, status) ? pick(LABELS.statuses[status]) : status;
const kindLabel = (kind) => (known(LABELS.entities, kind) ? pick(LABELS.entities[kind]) : kind);

// The reader's own way of writing dates and numbers, where it is of the page's language.
const locale = () => navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
const number = (n) => new Intl.NumberFormat(locale()).format(n);
const FORMS = { en: ["one", "other"], ru: ["one", "few", "many"] };
const count = (n, key) => {
  const form = FORMS[language].indexOf(new Intl.PluralRules(language).select(n));
  return `${number(n)} ${pick(LABELS.counts[key])[form]}`;
};

// Facts reach the page here and nowhere else: children that are not elements become text nodes.
const make = (tag, traits = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined),
  );
  return element;
};
const button = (label, onclick, traits = {}) =>
  make("button", { type: "button", onclick, ...traits }, label);
const heading = (level, text, id) => make(`h${level}`, { id }, text);
const section = (id, title, ...children) =>
  make("section", { "aria-labelledby": id }, heading(2, title, id), ...children);
const announce = (text) => {
  document.getElementById("announce").textContent = text;
};

const fold = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();

// Arrow keys move among the stops of a group; only the last one visited is a tab stop.
const rove = (group, selector, back, forth) => {
  const stops = () =>
    [...group.querySelectorAll(selector)].filter((stop) => stop.offsetParent !== null);
  const settle = (stop) => {
    group
      .querySelectorAll(`${selector}[tabindex="0"]`)
      .forEach((old) => old.setAttribute("tabindex", "-1"));
    stop.setAttribute("tabindex", "0");
  };
  group.querySelectorAll(selector).forEach((stop) => stop.setAttribute("tabindex", "-1"));
  const first = group.querySelector(selector);
  if (first) first.setAttribute("tabindex", "0");
  group.addEventListener("focusin", (event) => {
    const stop = event.target.closest(selector);
    if (stop && group.contains(stop)) settle(stop);
  });
  group.addEventListener("keydown", (event) => {
    const moves = { [back]: -1, [forth]: 1, Home: -Infinity, End: Infinity };
    if (!Object.hasOwn(moves, event.key) || !event.target.matches(selector)) return;
    const all = stops();
    const at = all.indexOf(event.target) + moves[event.key];
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, at))].focus();
  });
};
