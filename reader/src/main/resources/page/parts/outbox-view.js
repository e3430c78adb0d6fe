// Mail that has not left yet, and why; what the server said, and when it is tried again.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call, piece } from '../core/api.js';
import { clock, longDate, t } from '../core/texts.js';
import { live } from '../core/live.js';
import { tellFailure } from '../core/toast.js';
import { ask } from '../core/act.js';
import { icon } from './icons.js';
import { called } from './row-cells.js';

class OutboxView extends Part {
  static properties = { folder: {}, items: { state: true }, failure: { state: true } };

  ears() {
    return [[live, 'outbox', () => this.#load()], [state, 'again', () => this.#load()]];
  }

  willUpdate(changed) {
    if (changed.has('folder')) {
      this.#load();
    }
  }

  async #load() {
    try {
      const all = await call('GET', '/api/outbox');
      const account = state.folder(this.folder)?.account;
      this.items = all.filter((item) => item.account === account);
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    return html`
      <header class="page-head"><h1>${t('outbox.title')}</h1>
        ${this.items?.length ? html`<button type="button" @click=${() => this.#do(() => call('POST', '/api/outbox/flush', {}))}>${icon('sent')}${t('outbox.flush')}</button>` : nothing}</header>
      ${this.failure ? html`<p>${this.failure.message} ${this.failure.todo}</p>` : nothing}
      ${this.items && this.items.length === 0 ? html`<div class="empty"><p>${t('empty.outbox')}</p><p class="fine">${t('empty.outbox.todo')}</p></div>` : nothing}
      <ul class="cards">${(this.items ?? []).map((item) => this.#item(item))}</ul>`;
  }

  #item(item) {
    return html`
      <li class="card" data-fate=${item.fate}>
        <h2>${item.subject || t('list.noSubject')}</h2>
        <p>${t('list.to', { who: (item.to ?? []).map((person) => (typeof person === 'string' ? person : called(person))).join(', ') })}</p>
        <p class="fate"><b>${t(`fate.${item.fate}`)}</b> ${item.text ?? ''} ${item.todo ?? ''}</p>
        <p class="fine">${t('outbox.since', { time: longDate(item.time) })}${item.next ? ` · ${t('outbox.next', { time: clock(item.next) })}` : nothing}</p>
        <div class="buttons">
          ${item.fate === 'sent' || item.fate === 'sending' ? nothing : html`<button type="button" class="small" aria-label=${t('outbox.retryNamed', { subject: item.subject })} @click=${() => this.#do(() => call('POST', `/api/outbox/${piece(item.id)}/retry`, {}))}>${t('outbox.retry')}</button>`}
          ${item.fate === 'sending' ? nothing : html`<button type="button" class="small quiet" aria-label=${t('outbox.removeNamed', { subject: item.subject })} @click=${() => this.#remove(item)}>${t('outbox.remove')}</button>`}
        </div>
      </li>`;
  }

  async #remove(item) {
    if (await ask(t('outbox.removeQuestion', { subject: item.subject }), t('outbox.remove'))) {
      await this.#do(() => call('DELETE', `/api/outbox/${piece(item.id)}`));
    }
  }

  async #do(work) {
    try {
      await work();
    } catch (failure) {
      tellFailure(failure);
    }
    this.#load();
  }
}

customElements.define('outbox-view', OutboxView);
