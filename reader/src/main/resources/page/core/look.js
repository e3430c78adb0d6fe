// Light or dark, dense or airy: attributes of the root element, which the style sheets look at.

import { state } from './state.js';

const darkWanted = window.matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark now: the setting, or what the system says. */
export function isDark() {
  const theme = state.settings.theme ?? 'auto';
  return theme === 'dark' || (theme === 'auto' && darkWanted.matches);
}

function applyLook() {
  const root = document.documentElement;
  root.dataset.theme = isDark() ? 'dark' : 'light';
  root.dataset.density = state.settings.density ?? 'normal';
  const unread = state.unread();
  const folder = state.folder(state.route.folder);
  document.title = (unread > 0 ? `(${unread}) ` : '') + (folder ? `${folder.name} — ` : '') + 'Buzon';
}

/** Keeps the look as the state has it. */
export function followLook() {
  darkWanted.addEventListener('change', () => state.set({}));
  state.addEventListener('change', applyLook);
  applyLook();
}
