// The last step: what will happen, before anything does.

import { html, nothing } from 'lit';
import { size, t } from '../core/texts.js';
import { serverLine } from './server-form.js';

/** The step's form. */
export function setupDry(setup) {
  const { asked } = setup;
  return html`
    <form @submit=${(event) => { event.preventDefault(); setup.save(); }}>
      <h2 id="step-heading" tabindex="-1">${t('setup.step.dry')}</h2>
      ${asked.dry ? html`<p class="dry" role="status">${asked.dry.text || t('setup.dryText', { n: asked.dry.messages, size: size(asked.dry.octets), deletes: asked.dry.deletes })}</p>`
        : setup.isBusy ? html`<progress aria-label=${t('setup.looking')}></progress>` : nothing}
      <dl class="facts">
        <dt>${t('setup.address')}</dt><dd>${asked.address}</dd>
        <dt>${t('server.incoming')}</dt><dd>${serverLine(asked.incoming)}</dd>
        <dt>${t('server.outgoing')}</dt><dd>${asked.outgoing ? serverLine(asked.outgoing) : t('server.none')}</dd>
        <dt>${t('place.title')}</dt><dd>${asked.folder}</dd>
      </dl>
      <div class="buttons"><button type="button" class="quiet" @click=${() => setup.to('wishes')}>${t('back')}</button><button class="primary" ?disabled=${setup.isBusy}>${t('setup.save')}</button></div>
    </form>`;
}
