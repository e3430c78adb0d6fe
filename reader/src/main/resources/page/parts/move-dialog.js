// "Move to": type a few letters of a folder's name, choose with the arrows.

import { html } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { t } from '../core/texts.js';
import { moveTo } from '../core/act.js';
import { icon } from './icons.js';

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

class MoveDialog extends Part {
  static properties = { words: { state: true }, at: { state: true }, rows: { state: true } };

  constructor() {
    super();
    this.words = '';
    this.at = 0;
    this.rows = [];
  }

  /** Asks where the rows should go. */
  async open(rows) {
    if (rows.length === 0) {
      return;
    }
    this.rows = rows;
    this.words = '';
    this.at = 0;
    await this.updateComplete;
    this.querySelector('input').value = '';
    this.querySelector('dialog').showModal();
  }

  #folders() {
    return state.folders.filter((folder) => folder.account !== null && folder.role !== 'outbox'
      && plain(`${folder.name} ${folder.path ?? ''} ${folder.account}`).includes(plain(this.words)));
  }

  render() {
    const folders = this.#folders();
    return html`
      <dialog aria-labelledby="move-heading">
        <form method="dialog" @submit=${(event) => { event.preventDefault(); this.#choose(folders[this.at]); }}>
          <h2 id="move-heading">${t('move.title', { n: this.rows.length })}</h2>
          <label>${t('move.filter')}
            <input role="combobox" autocomplete="off" autofocus aria-expanded="true" aria-controls="move-folders" aria-activedescendant=${`move-${this.at}`}
                   @input=${(event) => { this.words = event.target.value; this.at = 0; }} @keydown=${(event) => this.#key(event, folders)}></label>
          <ul class="choices" id="move-folders" role="listbox" aria-label=${t('nav.folders')}>
            ${folders.map((folder, index) => html`<li role="option" id=${`move-${index}`} aria-selected=${index === this.at ? 'true' : 'false'} @click=${() => this.#choose(folder)}>
              ${icon(folder.role ?? 'folder')}<span>${folder.path || folder.name}</span><span class="fine">${state.accounts.length > 1 ? folder.account : ''}</span></li>`)}
          </ul>
          ${folders.length === 0 ? html`<p class="fine">${t('move.none')}</p>` : ''}
          <div class="buttons"><button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button><button class="primary">${t('move.button')}</button></div>
        </form>
      </dialog>`;
  }

  #key(event, folders) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && folders.length > 0) {
      event.preventDefault();
      this.at = (this.at + step + folders.length) % folders.length;
      this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    }
  }

  #choose(folder) {
    if (folder) {
      this.querySelector('dialog').close();
      moveTo(this.rows, folder);
    }
  }
}

customElements.define('move-dialog', MoveDialog);
