// The settings of the page. Each is saved as it is chosen.

import { html } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { t } from '../core/texts.js';
import { askToNotify, canNotify, mayNotify } from '../core/notify.js';
import { announce, tellFailure } from '../core/toast.js';
import { goBack, toAccount } from '../core/route.js';
import { act } from '../core/keys.js';

const READ_AFTER = [0, 2, 5, -1];

class SettingsView extends Part {
  render() {
    const { settings } = state;
    return html`
      <div class="settings">
        <header class="page-head"><h1>${t('settings.title')}</h1><button type="button" class="quiet" @click=${goBack}>${t('back')}</button></header>
        <fieldset><legend>${t('settings.look')}</legend>
          ${this.#choice('language', t('settings.language'), ['', 'en', 'es'], settings.language ?? '')}
          ${this.#choice('theme', t('settings.theme'), ['auto', 'light', 'dark'], settings.theme ?? 'auto')}
          ${this.#choice('density', t('settings.density'), ['normal', 'compact'], settings.density ?? 'normal')}
        </fieldset>
        <fieldset><legend>${t('settings.reading')}</legend>
          ${this.#choice('markReadAfterSeconds', t('settings.readAfter'), READ_AFTER, settings.markReadAfterSeconds ?? 0)}
          <label class="check"><input type="checkbox" .checked=${settings.conversations ?? false} @change=${(event) => this.#save({ conversations: event.target.checked })}><span>${t('list.conversations')}</span></label>
        </fieldset>
        <fieldset><legend>${t('settings.notifications')}</legend>${this.#notifications()}</fieldset>
        <fieldset><legend>${t('settings.accounts')}</legend>
          <ul class="plain">${state.accounts.map((account) => html`<li><a href=${toAccount(account.address)}>${account.address}</a></li>`)}</ul>
          <p><a class="button" href="#/setup">${t('account.add')}</a></p></fieldset>
        <p><button type="button" class="quiet" @click=${() => act('help')}>${t('help.title')}</button> <span class="fine">${t('help.version', { version: state.version })}</span></p>
      </div>`;
  }

  #choice(name, label, values, current) {
    return html`<label class="line">${label}<select name=${name} @change=${(event) => this.#save({ [name]: typeof values[0] === 'number' ? Number(event.target.value) : event.target.value })}>
      ${values.map((value) => html`<option value=${value} ?selected=${value === current}>${t(`settings.${name}.${value === '' ? 'auto' : value}`)}</option>`)}</select></label>`;
  }

  #notifications() {
    if (!canNotify()) {
      return html`<p>${t('settings.notify.impossible')}</p>`;
    }
    if (Notification.permission === 'denied') {
      return html`<p>${t('settings.notify.denied')}</p>`;
    }
    return mayNotify()
      ? html`<label class="check"><input type="checkbox" .checked=${state.settings.notifications ?? false} @change=${(event) => this.#save({ notifications: event.target.checked })}><span>${t('settings.notify.on')}</span></label>`
      : html`<p>${t('settings.notify.text')}</p><button type="button" @click=${() => askToNotify().catch(tellFailure)}>${t('settings.notify.ask')}</button>`;
  }

  async #save(settings) {
    try {
      await state.save(settings);
      announce(t('saved'));
    } catch (failure) {
      tellFailure(failure);
    }
  }
}

customElements.define('settings-view', SettingsView);
