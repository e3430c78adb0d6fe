// Says that the reader does not answer, and when it is tried again.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { span, t } from '../core/texts.js';
import { retryNow } from '../core/live.js';
import { icon } from './icons.js';

class ConnectionBanner extends Part {
  #tick = null;

  updated() {
    // Seconds are counted only while there is something to count.
    if (!state.online && this.#tick === null) {
      this.#tick = setInterval(() => this.requestUpdate(), 1000);
    } else if (state.online && this.#tick !== null) {
      clearInterval(this.#tick);
      this.#tick = null;
    }
  }

  render() {
    if (state.online) {
      return html`<div role="status"></div>`;
    }
    const seconds = Math.max(0, (state.retryAt - Date.now()) / 1000);
    return html`
      <div class="banner failure" role="status">${icon('warning')}<p>${t('connection.lost')} ${t('connection.todo')}
        ${seconds > 1 ? html`<span aria-hidden="true">${t('connection.retry', { time: span(seconds) })}</span>` : nothing}</p>
        <button type="button" class="small" @click=${retryNow}>${t('tryAgain')}</button></div>`;
  }
}

customElements.define('connection-banner', ConnectionBanner);
