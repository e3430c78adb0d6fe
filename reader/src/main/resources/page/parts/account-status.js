// What an account is doing: collecting with its progress, the last failure with what to do, when it is next looked for mail.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { call } from '../core/api.js';
import { clock, size, span, t } from '../core/texts.js';
import { tellFailure } from '../core/toast.js';
import { icon } from './icons.js';

class AccountStatus extends Part {
  static properties = { account: { attribute: false } };

  render() {
    const { collecting, last } = this.account;
    if (collecting) {
      return this.#collecting(collecting);
    }
    if (last && last.outcome !== 'ok') {
      return html`<p class="account-state failure">${icon('warning')}<span>${last.text} ${last.todo}</span></p>`;
    }
    const next = this.account.next;
    return html`<p class="account-state">${last ? t('account.checkedAt', { time: clock(last.time) }) : t('account.neverChecked')}${next ? ` ${t('account.nextAt', { time: clock(next) })}` : nothing}</p>`;
  }

  #collecting(now) {
    const counted = now.of > 0;
    return html`
      <div class="account-state collecting">
        <p>${counted ? t('collect.message', { message: now.message, of: now.of }) : t('collect.connecting')}</p>
        <progress aria-label=${t('collect.progress', { account: this.account.address })} max=${now.ofOctets || now.of || 1}
                  .value=${now.ofOctets ? now.octets : now.message}></progress>
        <p class="fine">${counted ? [size(now.octets) + (now.ofOctets ? ` / ${size(now.ofOctets)}` : ''), now.rate ? t('collect.rate', { rate: size(now.rate) }) : null,
          now.left ? t('collect.left', { time: span(now.left) }) : null].filter(Boolean).join(' · ') : nothing}</p>
        <button type="button" class="quiet small" @click=${this.#stop}>${icon('stop')}${t('collect.stop')}</button>
      </div>`;
  }

  async #stop() {
    try {
      await call('POST', '/api/collect/stop', { account: this.account.address });
    } catch (failure) {
      tellFailure(failure);
    }
  }
}

customElements.define('account-status', AccountStatus);
