// The drawings of the page: lines on a field of 20 by 20, in the colour of the text. They are never the only name of anything.

import { svg } from 'lit';

const DRAWINGS = {
  inbox: svg`<path d="M3 11l2.5-7h9l2.5 7v5H3z M3 11h4l1 2h4l1-2h4"/>`,
  drafts: svg`<path d="M4 16l1-4L14 3l3 3-9 9z M12.5 4.5l3 3"/>`,
  sent: svg`<path d="M3 10L17 3l-4 14-3-6z M10 11l7-8"/>`,
  junk: svg`<circle cx="10" cy="10" r="7"/><path d="M5.2 5.2l9.6 9.6"/>`,
  trash: svg`<path d="M4 6h12 M8 6V3.5h4V6 M5.5 6l.8 11h7.4l.8-11 M8.5 9v5 M11.5 9v5"/>`,
  archive: svg`<path d="M3 4h14v4H3z M4.500 8v8.500h11V8 M8 11h4"/>`,
  outbox: svg`<path d="M3 11v5h14v-5 M10 12V3 M6.500 6.500L10 3l3.500 3.500"/>`,
  folder: svg`<path d="M2.500 5h5l1.500 2h8.500v9h-15z"/>`,
  star: svg`<path d="M10 2.800l2.200 4.600 5 .7-3.600 3.500.9 5L10 14.200l-4.500 2.400.9-5L2.800 8.100l5-.7z"/>`,
  clip: svg`<path d="M14.500 8.500l-5.300 5.300a2.600 2.600 0 0 1-3.700-3.700l6.200-6.200a1.700 1.700 0 0 1 2.400 2.400l-6 6"/>`,
  reply: svg`<path d="M8 5L3 9.500 8 14 M3 9.500h8c3.500 0 6 2 6 5.500"/>`,
  replyAll: svg`<path d="M6 5L1.500 9.500 6 14 M10 5L5.500 9.500 10 14 M5.500 9.500H12c3 0 5.500 2 5.500 5.500"/>`,
  forward: svg`<path d="M12 5l5 4.500-5 4.500 M17 9.500H9c-3.500 0-6 2-6 5.500"/>`,
  write: svg`<path d="M4 3.500h8 M4 3.500v13h12V10 M9 11l.6-2.600L16 2l2 2-6.400 6.400z"/>`,
  check: svg`<path d="M16.500 10a6.500 6.500 0 1 1-2-4.700 M16.500 2.500v4h-4"/>`,
  settings: svg`<circle cx="10" cy="10" r="2.600"/><path d="M10 2.500v2.300 M10 15.200v2.300 M2.500 10h2.300 M15.200 10h2.300 M4.700 4.700l1.600 1.600 M13.700 13.700l1.600 1.600 M15.300 4.700l-1.600 1.600 M6.300 13.700l-1.600 1.600"/>`,
  help: svg`<circle cx="10" cy="10" r="7.500"/><path d="M7.800 7.800a2.200 2.200 0 1 1 3.300 2c-.8.5-1.100 1-1.100 1.700 M10 14v.4"/>`,
  search: svg`<circle cx="8.500" cy="8.500" r="5"/><path d="M12.300 12.300L17 17"/>`,
  menu: svg`<path d="M3 5.500h14 M3 10h14 M3 14.500h14"/>`,
  back: svg`<path d="M12 4l-6 6 6 6"/>`,
  close: svg`<path d="M5 5l10 10 M15 5L5 15"/>`,
  more: svg`<circle cx="4.500" cy="10" r="1"/><circle cx="10" cy="10" r="1"/><circle cx="15.500" cy="10" r="1"/>`,
  unread: svg`<path d="M2.500 5h11 M17.500 9v7h-15V5 M2.500 5.500L10 11l3.500-2.600"/><circle cx="16" cy="5" r="2.200" class="full"/>`,
  read: svg`<path d="M2.500 8L10 3l7.500 5v8.500h-15z M2.500 8.500L10 13l7.500-4.500"/>`,
  move: svg`<path d="M2.500 5h5l1.500 2h8.500v9h-15z M7 11.500h6 M10.500 9l2.500 2.500-2.500 2.500"/>`,
  warning: svg`<path d="M10 3l8 13.500H2z M10 8v4 M10 14.200v.4"/>`,
  shield: svg`<path d="M10 2.500l6.500 2.300v5c0 3.700-2.700 6.300-6.500 7.700-3.800-1.400-6.500-4-6.500-7.700v-5z"/>`,
  image: svg`<path d="M3 4h14v12H3z M3 14l4.500-4.500 3.500 3.500 2-2 4 4"/><circle cx="13" cy="7.500" r="1.200"/>`,
  download: svg`<path d="M10 3v9 M6.500 8.500L10 12l3.500-3.500 M3.500 14v2.500h13V14"/>`,
  file: svg`<path d="M5 2.500h7l3.500 3.500v11.500H5z M11.500 2.500V6.500h4"/>`,
  stop: svg`<path d="M6 6h8v8H6z"/>`,
  good: svg`<path d="M4 10.500l4 4 8-9"/>`,
  bad: svg`<path d="M5 5l10 10 M15 5L5 15"/>`,
  plus: svg`<path d="M10 4v12 M4 10h12"/>`,
  down: svg`<path d="M5 8l5 5 5-5"/>`,
  server: svg`<path d="M3 4h14v5H3z M3 11h14v5H3z M6 6.500h.4 M6 13.500h.4"/>`,
  computer: svg`<path d="M3 4h14v9H3z M7 16.500h6 M10 13v3.500"/>`,
  sort: svg`<path d="M6 4v12 M3 13l3 3 3-3 M11 5h6 M11 9.500h4 M11 14h2"/>`,
  print: svg`<path d="M6 7V3h8v4 M6 14H3V7h14v7h-3 M6 11.500h8V17H6z"/>`,
};

/** A drawing by its name. */
export function icon(name) {
  return svg`<svg class="icon" data-icon=${name} viewBox="0 0 20 20" aria-hidden="true">${DRAWINGS[name] ?? DRAWINGS.folder}</svg>`;
}
