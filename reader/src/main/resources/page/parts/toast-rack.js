// Where short words appear, and where what is for screen readers only is said.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from '../core/part.js';
import { t } from '../core/texts.js';
import { dismiss, toasts } from '../core/toast.js';
import { icon } from './icons.js';

class ToastRack extends Part {
  ears() {
    return [[toasts, 'change', () => this.requestUpdate()]];
  }

  render() {
    return html`
      <section class="toasts" aria-label=${t('nav.notices')}>
        <div role="status" aria-live="polite">
          ${repeat(toasts.shown, (one) => one.id, (one) => html`
            <div class="toast" data-kind=${one.kind}><p>${one.text}</p>
              ${one.action ? html`<button type="button" class="quiet" @click=${() => { dismiss(one.id); one.action.run(); }}>${one.action.label}</button>` : nothing}
              <button type="button" class="quiet round" aria-label=${t('close')} @click=${() => dismiss(one.id)}>${icon('close')}</button>
            </div>`)}
        </div>
        <div class="unseen" aria-live="polite">${toasts.spoken}</div>
      </section>`;
  }
}

customElements.define('toast-rack', ToastRack);
