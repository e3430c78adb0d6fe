// What is done to messages, from wherever it is asked: list, message, menu, key.

import { call } from './api.js';
import { state } from './state.js';
import { t } from './texts.js';
import { tellFailure, undoable } from './toast.js';
import { goToDraft } from './route.js';

/** Lists listen here: rows changed or went, so that they show it before the reader says so. */
export const changes = new EventTarget();

function tellChange(ids, change) {
  changes.dispatchEvent(new CustomEvent('rows', { detail: { ids, ...change } }));
}

const reloadLists = () => changes.dispatchEvent(new CustomEvent('reload'));

async function attempt(work) {
  try {
    return await work();
  } catch (failure) {
    tellFailure(failure);
    reloadLists();
    return null;
  }
}

/** Sets flags: {unread, starred}. No undo needed: it is undone by the same key. */
export function flag(rows, flags) {
  const ids = rows.map((row) => row.id);
  tellChange(ids, { flags });
  return attempt(() => call('POST', '/api/messages/flags', { ids, ...flags }));
}

async function away(rows, path, body, text) {
  const ids = rows.map((row) => row.id);
  tellChange(ids, { gone: true });
  const answer = await attempt(() => call('POST', path, { ids, ...body }));
  if (answer) {
    undoable(text, answer.undo, { then: reloadLists });
    reloadLists();
  }
}

export function moveTo(rows, folder) {
  return away(rows, '/api/messages/move', { folder: folder.id }, t('done.moved', { n: rows.length, folder: folder.name }));
}

export function markJunk(rows, junk) {
  return away(rows, '/api/messages/flags', { junk }, t(junk ? 'done.junk' : 'done.notJunk', { n: rows.length }));
}

/** To the trash; from the trash for ever, after a question. */
export async function remove(rows, { server = false } = {}) {
  const forever = rows.every((row) => state.folder(row.folder)?.role === 'trash');
  if (forever && !await ask(t('delete.forever', { n: rows.length }), t('delete.foreverButton'))) {
    return;
  }
  await away(rows, '/api/messages/delete', { server, forever }, t(forever ? 'done.forever' : 'done.deleted', { n: rows.length }));
}

/** Asks in a dialog; answers whether the person agreed. */
export function ask(text, agree) {
  return new Promise((resolve) => {
    document.querySelector('confirm-dialog').ask(text, agree, resolve);
  });
}

/** Begins to write: new, reply, all, forward, attach, edit. */
export async function write(mode, id, to) {
  const account = state.folder(state.route.folder)?.account ?? undefined; // who writes where one is
  const draft = await attempt(() => call('POST', '/api/compose', { mode, id, to, account }));
  if (draft) {
    drafts.set(draft.id, draft);
    goToDraft(draft.id);
  }
}

/** Drafts that were just made or came back: the compose pane takes them from here. */
export const drafts = new Map();

/** Opens a draft that came back from an undone send. */
export function reopen(draft) {
  drafts.set(draft.id, draft);
  goToDraft(draft.id);
}
