// The desktop's notifications. They are asked for only by the button in the settings.

import { state } from './state.js';
import { t } from './texts.js';
import { goToMessage } from './route.js';
import { announce } from './toast.js';

export const canNotify = () => 'Notification' in window;
export const mayNotify = () => canNotify() && Notification.permission === 'granted';

/** Asks the browser, and saves the wish when the person said yes. */
export async function askToNotify() {
  const answer = await Notification.requestPermission();
  await state.save({ notifications: answer === 'granted' });
}

/** New mail: a notification when wished and the page is not in front, and a word for screen readers always. */
export function tellNewMail({ account, count, newest }) {
  announce(t('mail.arrived', { n: count, account }));
  if (!state.settings.notifications || !mayNotify() || document.hasFocus()) {
    return;
  }
  const from = newest?.from?.name || newest?.from?.address || account;
  const note = new Notification(count > 1 ? t('mail.arrived', { n: count, account }) : from, {
    body: newest ? `${from}: ${newest.subject}` : '',
    tag: `buzon-${account}`,
    icon: '/icon.svg',
  });
  note.onclick = () => {
    window.focus();
    if (newest) {
      goToMessage(newest.folder, newest.id);
    }
    note.close();
  };
}
