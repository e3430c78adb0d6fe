// What a reader should know before believing a message: warnings, and what was kept from being fetched.

import { html, nothing } from 'lit';
import { t } from '../core/texts.js';
import { icon } from './icons.js';

/** Warnings and the banner about remote content; `show` is called with {once} or {sender}. */
export function notices(mail, show) {
  const remote = mail.remote;
  return html`
    ${(mail.warnings ?? []).map((warning) => html`<div class="banner warning" role="note">${icon('warning')}<p>${warning.text}</p></div>`)}
    ${remote && remote.blocked > 0 && !remote.allowed ? html`
      <div class="banner" role="note">${icon('shield')}<p>${t('remote.blocked', { n: remote.blocked })}</p>
        <div class="buttons"><button type="button" class="small" @click=${() => show({ once: true })}>${t('remote.once')}</button>
        <button type="button" class="small quiet" @click=${() => show({ sender: true })}>${t('remote.sender', { sender: remote.sender })}</button></div></div>` : nothing}`;
}
