// Where the person is, kept in the address so that back, forward and reload work.
//   #/f/FOLDER  #/f/FOLDER/m/ID  #/s/QUERY  #/s/QUERY/m/ID  #/write/DRAFT  #/outbox
//   #/setup  #/account/ADDRESS  #/server/ADDRESS  #/settings

import { state } from './state.js';

const part = encodeURIComponent;

function parse(hash) {
  const words = hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  const message = words[2] === 'm' && words[3] ? Number(words[3]) : null;
  switch (words[0]) {
    case 'f':
      return { view: 'mail', folder: words[1], query: null, message };
    case 's':
      return { view: 'mail', folder: null, query: words[1], message };
    case 'write':
      return { view: 'write', draft: words[1] };
    case 'account':
    case 'server':
      return { view: words[0], address: words[1] };
    case 'setup':
    case 'settings':
      return { view: words[0] };
    default:
      return { view: 'start' };
  }
}

/** Goes to a place; `replace` leaves no trace in the history. */
export function go(hash, replace = false) {
  if (location.hash === hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, '', hash);
    take();
  } else {
    location.hash = hash;
  }
}

export const toFolder = (id) => `#/f/${part(id)}`;
export const goToFolder = (id) => go(toFolder(id));
export const goToMessage = (folder, id) => go(`#/f/${part(folder)}/m/${id}`);
export const goToSearch = (words) => go(`#/s/${part(words)}`);
export const goToDraft = (id) => go(`#/write/${part(id)}`);
export const toAccount = (address) => `#/account/${part(address)}`;
export const toServer = (address) => `#/server/${part(address)}`;

/** The list that is shown, without the message. */
export function listHash(route = state.route) {
  return route.query !== null && route.query !== undefined ? `#/s/${part(route.query)}` : `#/f/${part(route.folder)}`;
}

/** Opens a message of the list that is shown; null closes it. */
export function openInList(id) {
  go(id === null ? listHash() : `${listHash()}/m/${id}`, state.route.message !== null && id !== null);
}

let lastList = null;

/** Back to the list that was shown last. */
export function goBack() {
  const home = state.home();
  go(lastList ?? (home ? toFolder(home.id) : '#/'));
}

function take() {
  const route = parse(location.hash);
  if (route.view === 'mail') {
    lastList = listHash(route) + (route.message ? `/m/${route.message}` : '');
  }
  state.set({ route });
}

/** Follows the address from now on. */
export function followRoutes() {
  window.addEventListener('hashchange', take);
  take();
}
