// The frame: top line, folders, and in the middle what the address of the page says. Which panes are seen is up to
// the style sheets: one on a phone, two on a tablet, three on a wide screen.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { t } from '../core/texts.js';
import { act, actions } from '../core/keys.js';
import { go, toFolder } from '../core/route.js';
import { call } from '../core/api.js';
import { tellFailure } from '../core/toast.js';
import { icon } from './icons.js';
import './connection-banner.js';
import './folder-tree.js';
import './search-box.js';
import './message-list.js';
import './reading-pane.js';
import './outbox-view.js';
import './compose-pane.js';
import './setup-view.js';
import './account-view.js';
import './server-view.js';
import './settings-view.js';
import './toast-rack.js';
import './dialogs.js';
import './move-dialog.js';
import './import-dialog.js';
import './help-dialog.js';

class AppShell extends Part {
  static properties = { foldersOpen: { state: true } };

  constructor() {
    super();
    this.foldersOpen = false;
  }

  ears() {
    return [
      [actions, 'help', () => document.querySelector('help-dialog').open()],
      [window, 'hashchange', () => { this.foldersOpen = false; }],
    ];
  }

  willUpdate() {
    // Nobody has to choose where to begin: without an account at the set-up, else in the inbox.
    if (state.ready && state.route.view === 'start') {
      const home = state.home();
      queueMicrotask(() => go(home ? toFolder(home.id) : '#/setup', true));
    }
  }

  render() {
    if (!state.ready) {
      return state.failure ? this.#failed() : html`<main class="waiting" aria-busy="true"><h1>Buzon</h1><p>${t('loading')}</p></main>`;
    }
    const begun = state.accounts.length > 0;
    return html`
      <connection-banner></connection-banner>
      ${this.#top(begun)}
      <div class="body" data-view=${state.route.view} data-message=${state.route.message ? 'open' : 'none'} data-folders=${this.foldersOpen ? 'open' : 'shut'}>
        ${begun ? html`<nav class="side" aria-label=${t('nav.folders')} @keydown=${this.#escapeFolders}><folder-tree></folder-tree>
          <p class="side-end"><a class="button quiet small" href="#/setup">${icon('plus')}${t('account.add')}</a></p></nav>
          <div class="shade" @click=${() => { this.foldersOpen = false; }}></div>` : nothing}
        ${this.#middle()}
      </div>
      <toast-rack></toast-rack>
      <confirm-dialog></confirm-dialog><name-dialog></name-dialog><move-dialog></move-dialog>
      <import-dialog></import-dialog><help-dialog></help-dialog>`;
  }

  #failed() {
    return html`<main class="waiting"><h1>Buzon</h1><p>${state.failure.message}</p><p>${state.failure.todo}</p>
      <button type="button" class="primary" @click=${() => location.reload()}>${t('tryAgain')}</button></main>`;
  }

  #top(begun) {
    return html`
      <header class="top">
        ${begun ? html`<button type="button" class="quiet round only-narrow" aria-label=${t('nav.folders')} aria-expanded=${this.foldersOpen ? 'true' : 'false'}
          @click=${() => { this.foldersOpen = !this.foldersOpen; }}>${icon('menu')}</button>` : nothing}
        <a class="brand" href="#/" aria-label=${t('nav.home')}><img src="/icon.svg" alt="" width="26" height="26"><span>Buzon</span></a>
        ${begun ? html`
          <search-box></search-box>
          <div class="top-buttons">
            <button type="button" class="primary" @click=${() => act('new')}>${icon('write')}<span>${t('write.new')}</span></button>
            <button type="button" class="quiet round" aria-label=${t('account.checkAll')} title=${t('account.checkAll')} @click=${this.#checkAll}
                    ?data-busy=${state.accounts.some((account) => account.collecting)}>${icon('check')}</button>
            <a class="button quiet round" href="#/settings" aria-label=${t('settings.title')} title=${t('settings.title')}>${icon('settings')}</a>
            <button type="button" class="quiet round wide-only" aria-label=${t('help.title')} title=${t('help.title')} @click=${() => act('help')}>${icon('help')}</button>
          </div>` : nothing}
      </header>`;
  }

  #middle() {
    const { route } = state;
    switch (route.view) {
      case 'mail':
        return state.folder(route.folder)?.role === 'outbox'
          ? html`<main class="page"><outbox-view .folder=${route.folder}></outbox-view></main>`
          : html`<main class="panes">
              <section class="list-pane" aria-label=${t('nav.list')}><message-list .folder=${route.folder} .words=${route.query}></message-list></section>
              <section class="message-pane" aria-label=${t('nav.message')}><reading-pane .message=${route.message}></reading-pane></section>
            </main>`;
      case 'write':
        return html`<main class="page writing"><compose-pane .draftId=${route.draft}></compose-pane></main>`;
      case 'setup':
        return html`<main class="page"><setup-view></setup-view></main>`;
      case 'account':
        return html`<main class="page"><account-view .address=${route.address}></account-view></main>`;
      case 'server':
        return html`<main class="page"><server-view .address=${route.address}></server-view></main>`;
      case 'settings':
        return html`<main class="page"><settings-view></settings-view></main>`;
      default:
        return html`<main class="waiting" aria-busy="true"><p>${t('loading')}</p></main>`;
    }
  }

  #escapeFolders(event) {
    if (event.key === 'Escape' && this.foldersOpen) {
      event.preventDefault();
      this.foldersOpen = false;
    }
  }

  async #checkAll() {
    try {
      await call('POST', '/api/collect', {});
    } catch (failure) {
      tellFailure(failure);
    }
  }
}

customElements.define('buzon-app', AppShell);
