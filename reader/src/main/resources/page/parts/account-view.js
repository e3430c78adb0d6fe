// The settings of an account: the same forms as in the set-up, and who one is when writing.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call, piece } from '../core/api.js';
import { size, t } from '../core/texts.js';
import { ask } from '../core/act.js';
import { go, goBack, toServer } from '../core/route.js';
import { tellFailure, toast } from '../core/toast.js';
import { icon } from './icons.js';
import { emptyServer, serverForm } from './server-form.js';
import { wishesForm } from './wishes-form.js';

class AccountView extends Part {
  static properties = { address: {}, account: { state: true }, failure: { state: true }, isBusy: { state: true } };

  willUpdate(changed) {
    if (changed.has('address')) {
      this.#load();
    }
  }

  async #load() {
    this.account = null;
    try {
      this.account = await call('GET', `/api/accounts/${piece(this.address)}`);
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  #take(changes) {
    this.account = { ...this.account, ...changes };
  }

  render() {
    const { account } = this;
    if (!account) {
      return html`<header class="page-head"><h1>${this.address}</h1></header><p>${this.failure ? `${this.failure.message} ${this.failure.todo}` : t('loading')}</p>`;
    }
    return html`
      <form class="account-settings" @submit=${this.#save}>
        <header class="page-head"><h1>${t('account.settingsOf', { account: account.address })}</h1><a class="button" href=${toServer(account.address)}>${icon('server')}${t('account.server')}</a></header>
        ${this.#identities(account)}
        ${wishesForm(account.wishes, account.can, (wishes) => this.#take({ wishes }))}
        <details><summary>${t('account.servers')}</summary>
          ${serverForm('incoming', account.incoming, (incoming) => this.#take({ incoming }))}
          <label class="check"><input type="checkbox" .checked=${account.outgoing !== null} @change=${(event) => this.#take({ outgoing: event.target.checked ? emptyServer('outgoing', account.address) : null })}><span>${t('setup.sends')}</span></label>
          ${account.outgoing ? serverForm('outgoing', account.outgoing, (outgoing) => this.#take({ outgoing })) : nothing}
          <label>${t('account.newPassword')}<input type="password" name="password" autocomplete="new-password" aria-describedby="new-password-note"></label><p class="fine" id="new-password-note">${t('account.newPasswordNote')}</p></details>
        <p class="fine">${t('account.keptAt', { path: account.folder.path, free: size(account.folder.free ?? 0) })}</p>
        ${this.failure ? html`<div class="banner failure" role="alert">${icon('warning')}<p>${this.failure.message} ${this.failure.todo}</p></div>` : nothing}
        <div class="buttons"><button type="button" class="quiet danger" @click=${this.#remove}>${t('account.remove')}</button><span class="gap"></span>
          <button type="button" class="quiet" @click=${goBack}>${t('cancel')}</button><button class="primary" ?disabled=${this.isBusy}>${t('save')}</button></div>
      </form>`;
  }

  #identities(account) {
    const set = (index, changes) => this.#take({ identities: account.identities.map((one, at) => (at === index ? { ...one, ...changes } : one)) });
    return html`
      ${account.identities.map((identity, index) => html`
        <fieldset class="identity"><legend>${index === 0 ? t('identity.own') : t('identity.other', { address: identity.address })}</legend>
          <label class="grow">${t('setup.name')}<input .value=${identity.name ?? ''} @input=${(event) => set(index, { name: event.target.value })}></label>
          <label class="grow">${t('setup.address')}<input type="email" required ?readonly=${index === 0} .value=${identity.address} @change=${(event) => set(index, { address: event.target.value.trim() })}></label>
          <label class="whole">${t('identity.signature')}<textarea rows="3" .value=${identity.signature ?? ''} @input=${(event) => set(index, { signature: event.target.value })}></textarea></label>
          ${index === 0 ? nothing : html`<button type="button" class="quiet small" @click=${() => this.#take({ identities: account.identities.filter((_, at) => at !== index) })}>${t('identity.remove')}</button>`}
        </fieldset>`)}
      <p><button type="button" class="quiet small" @click=${() => this.#take({ identities: [...account.identities, { address: '', name: account.name, signature: '' }] })}>${icon('plus')}${t('identity.add')}</button></p>`;
  }

  async #save(event) {
    event.preventDefault();
    this.isBusy = true;
    try {
      const password = new FormData(event.target).get('password');
      await call('PUT', `/api/accounts/${piece(this.address)}`, password ? { ...this.account, password } : this.account);
      await state.load();
      toast(t('saved'));
      goBack();
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.isBusy = false;
    }
  }

  async #remove() {
    if (await ask(t('account.removeQuestion', { account: this.address }), t('account.remove'))) {
      try {
        await call('DELETE', `/api/accounts/${piece(this.address)}`);
        await state.load();
        go('#/');
      } catch (failure) {
        tellFailure(failure);
      }
    }
  }
}

customElements.define('account-view', AccountView);
