// The keys people know from other mail programs. They never fire while somebody is typing or a dialog is open.

import { state } from './state.js';
import { go, goBack, goToFolder } from './route.js';
import { write } from './act.js';
import { undoNewest } from './toast.js';

/** [keys as shown, key of the text, what a list or message is asked to do] */
export const SHORTCUTS = [
  ['j', 'keys.next', 'next'],
  ['k', 'keys.previous', 'previous'],
  ['Enter', 'keys.open', 'open'],
  ['o', 'keys.open', 'open'],
  ['u', 'keys.unread', 'unread'],
  ['s', 'keys.star', 'star'],
  ['x', 'keys.select', 'select'],
  ['Delete', 'keys.delete', 'delete'],
  ['#', 'keys.delete', 'delete'],
  ['!', 'keys.junk', 'junk'],
  ['v', 'keys.move', 'move'],
  ['r', 'keys.reply', 'reply'],
  ['a', 'keys.all', 'all'],
  ['f', 'keys.forward', 'forward'],
  ['n', 'keys.new', 'new'],
  ['c', 'keys.new', 'new'],
  ['z', 'keys.undo', 'undo'],
  ['/', 'keys.search', 'search'],
  ['g i', 'keys.inbox', 'inbox'],
  ['g s', 'keys.sent', 'sent'],
  ['g d', 'keys.drafts', 'drafts'],
  ['Escape', 'keys.back', 'back'],
  ['?', 'keys.help', 'help'],
];

const BY_KEY = new Map(SHORTCUTS.map(([key, , action]) => [key, action]));
const SECOND_KEY_MS = 1200;

/** Parts listen here for actions that concern them. */
export const actions = new EventTarget();

/** Asks for an action, as a key or a button does. */
export function act(action) {
  switch (action) {
    case 'new':
      write('new');
      break;
    case 'undo':
      undoNewest();
      break;
    case 'inbox':
    case 'sent':
    case 'drafts':
      goToRole(action);
      break;
    case 'search':
      document.querySelector('#search-words')?.focus();
      break;
    case 'back':
      back();
      break;
    default:
      actions.dispatchEvent(new CustomEvent(action));
  }
}

function goToRole(role) {
  const current = state.folder(state.route.folder);
  const address = current?.account ?? state.accounts[0]?.address;
  const folder = role === 'inbox' ? state.home() : state.folderOf(address, role);
  if (folder) {
    goToFolder(folder.id);
  }
}

function back() {
  const { route } = state;
  if (route.view !== 'mail') {
    goBack();
  } else if (route.message !== null) {
    actions.dispatchEvent(new CustomEvent('close'));
  } else if (route.query !== null) {
    go(state.home() ? `#/f/${encodeURIComponent(state.home().id)}` : '#/');
  }
}

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));
}

let first = null;

function take(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) {
    return;
  }
  // A focused button, link or menu has its own Enter.
  if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.matches('button, a, summary, [role=menuitem], input')) {
    return;
  }
  const now = Date.now();
  const pair = first && now - first.at < SECOND_KEY_MS ? `${first.key} ${event.key}` : null;
  first = event.key === 'g' ? { key: 'g', at: now } : null;
  const action = (pair && BY_KEY.get(pair)) ?? BY_KEY.get(event.key);
  if (action && state.ready) {
    event.preventDefault();
    act(action);
  }
}

export function followKeys() {
  document.addEventListener('keydown', take);
}
