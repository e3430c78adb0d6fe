// What is on the server, why it is there, until when; and a choice for each message.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { call, piece } from '../core/api.js';
import { day, shortDate, size, t } from '../core/texts.js';
import { goBack } from '../core/route.js';
import { tellFailure } from '../core/toast.js';
import { called } from './row-cells.js';

const AT_ONCE = 200;

class ServerView extends Part {
  static properties = { address: {}, items: { state: true }, failure: { state: true }, shown: { state: true } };

  willUpdate(changed) {
    if (changed.has('address')) {
      this.shown = AT_ONCE;
      this.#load();
    }
  }

  async #load() {
    this.failure = null;
    try {
      this.items = await call('GET', `/api/server/${piece(this.address)}`);
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    const items = this.items ?? [];
    const octets = items.reduce((sum, item) => sum + (item.octets ?? 0), 0);
    return html`
      <header class="page-head"><h1>${t('server.title', { account: this.address })}</h1>
        <div class="buttons"><button type="button" @click=${this.#load}>${t('server.again')}</button><button type="button" class="quiet" @click=${goBack}>${t('back')}</button></div></header>
      ${this.failure ? html`<p role="alert">${this.failure.message} ${this.failure.todo}</p>` : !this.items ? html`<p>${t('loading')}</p>`
        : items.length === 0 ? html`<div class="empty"><p>${t('empty.server')}</p><p class="fine">${t('empty.server.todo')}</p></div>`
          : html`<p>${t('server.total', { n: items.length, size: size(octets) })}</p>${this.#table(items)}`}`;
  }

  #table(items) {
    return html`
      <div class="table-frame" role="region" aria-label=${t('server.title', { account: this.address })} tabindex="0"><table>
        <thead><tr><th scope="col">${t('server.message')}</th><th scope="col">${t('sort.date')}</th><th scope="col" class="right">${t('sort.size')}</th><th scope="col">${t('server.why')}</th><th scope="col">${t('server.until')}</th><th scope="col">${t('server.wish')}</th></tr></thead>
        <tbody>${items.slice(0, this.shown).map((item) => this.#line(item))}</tbody></table></div>
      ${items.length > this.shown ? html`<button type="button" @click=${() => { this.shown += AT_ONCE; }}>${t('server.more', { n: items.length - this.shown })}</button>` : nothing}`;
  }

  #line(item) {
    const wish = item.keep === true ? 'keep' : item.keep === false ? 'delete' : item.whole ? 'whole' : '';
    const subject = item.subject || t('list.noSubject');
    const choices = ['', 'keep', 'delete', ...(item.here ? [] : ['whole'])];
    return html`
      <tr><th scope="row"><b>${subject}</b> <span class="fine">${item.from ? (typeof item.from === 'string' ? item.from : called(item.from)) : ''}</span></th>
        <td>${shortDate(item.date)}</td><td class="right">${size(item.octets ?? 0)}</td><td>${item.why}</td><td>${item.until ? day(item.until) : t('server.noEnd')}</td>
        <td><select aria-label=${t('server.wishFor', { subject })} @change=${(event) => this.#wish(item, event.target.value)}>
          ${choices.map((choice) => html`<option value=${choice} ?selected=${wish === choice}>${t(`server.choice.${choice || 'rule'}`)}</option>`)}</select></td></tr>`;
  }

  async #wish(item, choice) {
    const change = { keep: { keep: true }, delete: { delete: true }, whole: { whole: true } }[choice] ?? { keep: null };
    try {
      await call('PATCH', `/api/server/${piece(this.address)}`, { uid: item.uid, ...change });
      await this.#load();
    } catch (failure) {
      tellFailure(failure);
    }
  }
}

customElements.define('server-view', ServerView);
