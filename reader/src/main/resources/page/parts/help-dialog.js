// The keys, and where to go on.

import { html } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { t } from '../core/texts.js';
import { SHORTCUTS } from '../core/keys.js';

const KEY_NAMES = { Enter: 'key.enter', Delete: 'key.delete', Escape: 'key.escape' };

class HelpDialog extends Part {
  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    const byText = new Map();
    for (const [key, text] of SHORTCUTS) {
      byText.set(text, [...(byText.get(text) ?? []), key]);
    }
    return html`
      <dialog class="wide" aria-labelledby="help-heading">
        <form method="dialog">
          <h2 id="help-heading">${t('help.title')}</h2>
          <h3>${t('help.keys')}</h3>
          <dl class="keys">${[...byText].map(([text, keys]) => html`<div><dt>${keys.map((key) => html`<kbd>${KEY_NAMES[key] ? t(KEY_NAMES[key]) : key}</kbd> `)}</dt><dd>${t(text)}</dd></div>`)}</dl>
          <h3>${t('help.search')}</h3>
          <p>${t('help.searchText')}</p>
          <p class="fine">${t('help.version', { version: state.version })}</p>
          <div class="buttons"><button class="primary" autofocus>${t('close')}</button></div>
        </form>
      </dialog>`;
  }
}

customElements.define('help-dialog', HelpDialog);
