// Every sentence of the page comes from texts/LANGUAGE.json; numbers, dates and plurals from Intl.

const LANGUAGES = ['en', 'es'];

let current = 'en';
let locale = 'en';
let texts = {};
let plurals = new Intl.PluralRules('en');

/** The language the browser asks for first among those we have. */
function browserLanguage() {
  for (const wanted of navigator.languages) {
    const short = wanted.slice(0, 2).toLowerCase();
    if (LANGUAGES.includes(short)) {
      return short;
    }
  }
  return 'en';
}

/** Loads the texts of a language; '' is the browser's. */
export async function loadTexts(chosen) {
  const wanted = LANGUAGES.includes(chosen) ? chosen : browserLanguage();
  const answer = await fetch(`/texts/${wanted}.json`);
  texts = await answer.json();
  current = wanted;
  // en-GB or es-MX write dates their own way: the browser's variety is kept where it is of the language.
  locale = navigator.languages.find((tag) => tag.toLowerCase().startsWith(wanted)) ?? wanted;
  plurals = new Intl.PluralRules(locale);
  formats.clear();
  document.documentElement.lang = wanted;
}

export const language = () => current;

function shown(value) {
  return typeof value === 'number' ? number(value) : String(value);
}

/** The text of a key with its {placeholders} filled. A text with plural forms is chosen by `n`. */
export function t(key, values = {}) {
  const found = texts[key];
  if (found === undefined) {
    return key;
  }
  const form = typeof found === 'string' ? found : found[plurals.select(values.n)] ?? found.other;
  return form.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

const formats = new Map();

function format(kind, options) {
  const key = kind + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl[kind](locale, options));
  }
  return formats.get(key);
}

export const number = (value) => format('NumberFormat', { maximumFractionDigits: 1 }).format(value);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Octets as people say them: 812 kB. */
export function size(octets) {
  let step = 0;
  let value = octets;
  while (value >= 1000 && step < UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step > 1 && value < 10 ? 1 : 0;
  return format('NumberFormat', { style: 'unit', unit: UNITS[step], unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: digits }).format(value);
}

/** A moment in a list: the time today, day and month this year, else the whole date. */
export function shortDate(iso) {
  if (!iso) {
    return '';
  }
  const then = new Date(iso);
  const now = new Date();
  if (then.toDateString() === now.toDateString()) {
    return format('DateTimeFormat', { hour: '2-digit', minute: '2-digit' }).format(then);
  }
  if (then.getFullYear() === now.getFullYear()) {
    return format('DateTimeFormat', { day: 'numeric', month: 'short' }).format(then);
  }
  return format('DateTimeFormat', { day: '2-digit', month: '2-digit', year: 'numeric' }).format(then);
}

/** A moment in full. */
export function longDate(iso) {
  return iso ? format('DateTimeFormat', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso)) : '';
}

/** A day. */
export function day(iso) {
  return iso ? format('DateTimeFormat', { dateStyle: 'medium' }).format(new Date(iso)) : '';
}

/** The time of a day. */
export function clock(iso) {
  return iso ? format('DateTimeFormat', { timeStyle: 'short' }).format(new Date(iso)) : '';
}

/** A span of time in seconds, roughly: 40 s, 3 min. */
export function span(seconds) {
  const [unit, value] = seconds < 90 ? ['second', seconds] : seconds < 5400 ? ['minute', seconds / 60] : ['hour', seconds / 3600];
  return format('NumberFormat', { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(Math.ceil(value));
}

/** Names in a sentence: a, b and c. */
export const list = (items) => format('ListFormat', { type: 'conjunction' }).format(items);
