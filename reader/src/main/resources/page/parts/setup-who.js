// Step one: name, address, password.

import { html } from 'lit';
import { t } from '../core/texts.js';
import { isAddress } from '../core/people-text.js';
import { emptyServer } from './server-form.js';

function read(setup, form) {
  const data = new FormData(form);
  const address = String(data.get('address')).trim();
  form.elements.address.setCustomValidity(isAddress(address) ? '' : t('setup.badAddress'));
  if (!form.reportValidity()) {
    return false;
  }
  setup.take({ name: String(data.get('name')).trim(), address, password: String(data.get('password')), remember: data.has('remember') });
  return true;
}

function submit(setup, event) {
  event.preventDefault();
  if (read(setup, event.target)) {
    setup.take({ incoming: null, outgoing: null });
    setup.to('search');
  }
}

function byHand(setup, event) {
  const form = event.target.closest('form');
  if (read(setup, form)) {
    setup.take({ incoming: emptyServer('incoming', setup.asked.address), outgoing: emptyServer('outgoing', setup.asked.address) });
    setup.to('check');
  }
}

/** The step's form. */
export function setupWho(setup) {
  const { asked } = setup;
  return html`
    <form novalidate @submit=${(event) => submit(setup, event)} @input=${(event) => event.target.setCustomValidity?.('')}>
      <h2 id="step-heading" tabindex="-1">${t('setup.who.title')}</h2>
      <p>${t('setup.who.text')}</p>
      <label>${t('setup.name')}<input name="name" autocomplete="name" .value=${asked.name} aria-describedby="name-note"></label>
      <p class="fine" id="name-note">${t('setup.nameNote')}</p>
      <label>${t('setup.address')}<input name="address" type="email" required autocomplete="email" spellcheck="false" .value=${asked.address}></label>
      <label>${t('setup.password')}<input name="password" type="password" autocomplete="current-password" .value=${asked.password} aria-describedby="password-note"></label>
      <p class="fine" id="password-note">${t('setup.passwordNote')}</p>
      <label class="check"><input type="checkbox" name="remember" ?checked=${asked.remember}><span>${t('setup.remember')}</span></label>
      <div class="buttons"><button type="button" class="quiet" @click=${(event) => byHand(setup, event)}>${t('setup.manual')}</button><button class="primary">${t('continue')}</button></div>
    </form>`;
}
