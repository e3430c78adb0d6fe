// Setting an account up, in five steps that one sees: who, search, check, choices, and what will happen.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call } from '../core/api.js';
import { t } from '../core/texts.js';
import { goBack, goToFolder } from '../core/route.js';
import { toast } from '../core/toast.js';
import { icon } from './icons.js';
import { setupWho } from './setup-who.js';
import { setupCheck } from './setup-check.js';
import { setupDry } from './setup-dry.js';
import { USUAL_WISHES, wishesForm } from './wishes-form.js';
import './setup-search.js';
import './place-field.js';

const STEPS = ['who', 'search', 'check', 'wishes', 'dry'];

class SetupView extends Part {
  static properties = { step: { state: true }, asked: { state: true }, isBusy: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.step = 'who';
    this.isBusy = false;
    this.asked = { name: '', address: '', password: '', remember: true, incoming: null, outgoing: null, oauth: null, sendTest: true, wishes: USUAL_WISHES, folder: '', tried: null, dry: null };
  }

  /** Takes what the person said. */
  take(changes) {
    this.asked = { ...this.asked, ...changes };
  }

  async to(step) {
    this.step = step;
    this.failure = null;
    await this.updateComplete;
    // Who listens instead of looking hears where they are.
    this.querySelector('#step-heading')?.focus();
  }

  body() {
    const { name, address, password, oauth, incoming, outgoing, sendTest, wishes } = this.asked;
    return { name, address, password, oauth: oauth ?? undefined, incoming, outgoing, sendTest, wishes };
  }

  async #busy(work) {
    this.isBusy = true;
    this.failure = null;
    try {
      await work();
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.isBusy = false;
    }
  }

  check() {
    return this.#busy(async () => {
      this.take({ tried: null });
      const tried = await call('POST', '/api/setup/check', this.body());
      this.take({ tried });
      const can = tried.incoming?.can;
      if (can && can.uidl === false) {
        this.take({ wishes: { ...this.asked.wishes, days: null, untilDeleted: false } });
      }
    });
  }

  dry() {
    return this.#busy(async () => {
      await this.to('dry');
      this.take({ dry: null });
      this.take({ dry: await call('POST', '/api/setup/dry', this.body()) });
    });
  }

  save() {
    return this.#busy(async () => {
      const { folder, remember } = this.asked;
      await call('POST', '/api/setup/save', { ...this.body(), folder, remember });
      await state.load();
      toast(t('setup.done', { address: this.asked.address }));
      const inbox = state.folderOf(this.asked.address, 'inbox') ?? state.home();
      inbox ? goToFolder(inbox.id) : goBack();
    });
  }

  render() {
    const at = STEPS.indexOf(this.step);
    return html`
      <div class="setup">
        <header class="page-head"><h1>${t('setup.title')}</h1>
          ${state.accounts.length > 0 ? html`<button type="button" class="quiet" @click=${goBack}>${t('cancel')}</button>` : nothing}</header>
        <ol class="steps" aria-label=${t('setup.steps')}>${STEPS.map((step, index) => html`<li aria-current=${index === at ? 'step' : nothing} data-done=${index < at ? 'yes' : 'no'}>${index < at ? icon('good') : nothing}<span>${t(`setup.step.${step}`)}</span></li>`)}</ol>
        ${this.#step()}
        ${this.failure ? html`<div class="banner failure" role="alert">${icon('warning')}<p>${this.failure.message} ${this.failure.todo}</p></div>` : nothing}
      </div>`;
  }

  #step() {
    switch (this.step) {
      case 'who':
        return setupWho(this);
      case 'search':
        return html`<setup-search .setup=${this} .asked=${this.asked}></setup-search>`;
      case 'check':
        return setupCheck(this);
      case 'wishes':
        return this.#wishes();
      default:
        return setupDry(this);
    }
  }

  #wishes() {
    return html`
      <form @submit=${(event) => { event.preventDefault(); this.dry(); }}>
        <h2 id="step-heading" tabindex="-1">${t('setup.step.wishes')}</h2>
        ${wishesForm(this.asked.wishes, this.asked.tried?.incoming?.can, (wishes) => this.take({ wishes }))}
        <place-field .address=${this.asked.address} .path=${this.asked.folder} @place=${(event) => this.take({ folder: event.detail.path })}></place-field>
        <div class="buttons"><button type="button" class="quiet" @click=${() => this.to('check')}>${t('back')}</button><button class="primary">${t('continue')}</button></div>
      </form>`;
  }
}

customElements.define('setup-view', SetupView);
