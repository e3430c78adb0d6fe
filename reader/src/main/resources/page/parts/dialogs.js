// Two questions: yes or no, and what name.

import { html } from 'lit';
import { Part } from '../core/part.js';
import { t } from '../core/texts.js';

class ConfirmDialog extends Part {
  static properties = { text: { state: true }, agree: { state: true } };
  #answer = () => {};

  /** Asks; `answer` gets true or false. */
  async ask(text, agree, answer) {
    this.text = text;
    this.agree = agree;
    this.#answer = answer;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
  }

  render() {
    return html`
      <dialog aria-labelledby="confirm-text" @close=${(event) => this.#answer(event.target.returnValue === 'yes')}>
        <form method="dialog">
          <p id="confirm-text">${this.text}</p>
          <div class="buttons"><button value="no" class="quiet">${t('cancel')}</button><button value="yes" class="primary danger">${this.agree}</button></div>
        </form>
      </dialog>`;
  }
}

class NameDialog extends Part {
  static properties = { heading: { state: true }, name: { state: true } };
  #answer = () => {};

  /** Asks for a name; `answer` gets it unless the person cancelled. */
  async ask(heading, name, answer) {
    this.heading = heading;
    this.name = name;
    this.#answer = answer;
    await this.updateComplete;
    this.querySelector('input').value = name;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    this.querySelector('input').select();
  }

  render() {
    return html`
      <dialog aria-labelledby="name-heading" @close=${this.#closed}>
        <form method="dialog" @submit=${this.#submit}>
          <h2 id="name-heading">${this.heading}</h2>
          <label>${t('folder.name')}<input required maxlength="120" autocomplete="off" autofocus></label>
          <div class="buttons"><button type="button" class="quiet" @click=${() => this.querySelector('dialog').close('')}>${t('cancel')}</button><button class="primary">${t('ok')}</button></div>
        </form>
      </dialog>`;
  }

  #submit(event) {
    event.preventDefault();
    this.querySelector('dialog').close('yes');
  }

  #closed(event) {
    const name = this.querySelector('input').value.trim();
    if (event.target.returnValue === 'yes' && name !== '') {
      this.#answer(name);
    }
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
customElements.define('name-dialog', NameDialog);
