// Short words at the edge of the page, with an undo where there is one; and words for screen readers only.

import { call } from './api.js';
import { t } from './texts.js';

const SHOWN_MS = 7000;

export const toasts = new EventTarget();
toasts.shown = [];
toasts.spoken = '';
let next = 1;

function changed() {
  toasts.dispatchEvent(new Event('change'));
}

export function dismiss(id) {
  toasts.shown = toasts.shown.filter((one) => one.id !== id);
  changed();
}

/** Shows a text. `action` is {label, run}; the toast goes when it was used or its time is up. */
export function toast(text, action = null, { kind = 'info', ms = SHOWN_MS } = {}) {
  const id = next++;
  toasts.shown = [...toasts.shown.slice(-2), { id, text, action, kind }];
  changed();
  const timer = setTimeout(() => dismiss(id), ms);
  return { id, close: () => { clearTimeout(timer); dismiss(id); } };
}

/** Says what happened and offers to take it back. */
export function undoable(text, undo, { then = () => {}, ms = SHOWN_MS } = {}) {
  if (!undo) {
    return toast(text);
  }
  const action = {
    label: t('undo'),
    run: async () => {
      try {
        const answer = await call('POST', '/api/undo', { undo });
        announce(t('undone'));
        await then(answer);
      } catch (failure) {
        tellFailure(failure);
      }
    },
  };
  return toast(text, action, { ms });
}

/** Takes back what the newest toast offers. */
export function undoNewest() {
  const newest = toasts.shown.findLast((one) => one.action);
  if (newest) {
    dismiss(newest.id);
    newest.action.run();
  }
}

/** A failure in the words of the reader, with what to do. */
export function tellFailure(failure) {
  toast([failure.message, failure.todo].filter(Boolean).join(' '), null, { kind: 'failure', ms: 12_000 });
}

/** For screen readers only. */
export function announce(text) {
  toasts.spoken = text;
  changed();
}
