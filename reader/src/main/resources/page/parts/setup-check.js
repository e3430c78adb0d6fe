// Step three: the servers, as found or as typed; then a real login, and a message to oneself.

import { html, nothing } from 'lit';
import { call } from '../core/api.js';
import { live } from '../core/live.js';
import { size, t } from '../core/texts.js';
import { icon } from './icons.js';
import { emptyServer, serverForm } from './server-form.js';

/** Whether the password or the mail would be readable on the way. */
const isClear = (setup) => [setup.asked.incoming, setup.asked.outgoing].some((server) => server?.security === 'none');

function submit(setup, event) {
  event.preventDefault();
  const data = new FormData(event.target);
  if (data.has('password')) {
    setup.take({ password: String(data.get('password')) });
  }
  setup.take({ sendTest: data.has('sendTest') });
  setup.check();
}

function trust(setup, kind, certificate) {
  setup.take({ [kind]: { ...setup.asked[kind], trust: `pinned:${certificate.sha256}` } });
  setup.check();
}

function result(setup, kind) {
  const tried = setup.asked.tried?.[kind];
  if (!tried) {
    return nothing;
  }
  return html`
    <div class="banner ${tried.ok ? 'good' : 'failure'}" data-tried=${kind} role=${tried.ok ? 'status' : 'alert'}>${icon(tried.ok ? 'good' : 'warning')}
      <div><p><b>${t(`server.${kind}`)}:</b> ${tried.text} ${tried.todo ?? ''}</p>
        ${tried.can && tried.can.messages !== undefined && tried.can.messages !== null ? html`<p class="fine">${t('setup.waiting', { n: tried.can.messages, size: size(tried.can.octets ?? 0) })}</p>` : nothing}
        ${tried.certificate ? html`<p>${tried.certificate.text}</p><p class="fine">${tried.certificate.names?.join(', ')} · SHA-256 ${tried.certificate.sha256}</p>
          <button type="button" class="small" @click=${() => trust(setup, kind, tried.certificate)}>${t('setup.trust')}</button>` : nothing}</div></div>`;
}

async function signIn(setup) {
  setup.failure = null;
  const { flow, url } = await call('POST', '/api/setup/oauth', { provider: setup.asked.provider, address: setup.asked.address, clientId: setup.asked.clientId });
  window.open(url, '_blank', 'noopener');
  const ended = (event) => {
    if (event.detail.flow === flow) {
      live.removeEventListener('oauth', ended);
      setup.take({ oauth: event.detail.ok ? flow : null });
      setup.failure = event.detail.ok ? null : { message: event.detail.text, todo: '' };
      if (event.detail.ok) {
        setup.check();
      }
    }
  };
  live.addEventListener('oauth', ended);
}

/** Signing in at the provider; the identifier of an organisation is asked for when the reader has none. */
function oauth(setup) {
  const { asked } = setup;
  const failed = (failure) => {
    setup.failure = failure;
    if (failure.code === 'oauth-client') {
      setup.take({ clientId: asked.clientId ?? '' });
    }
  };
  return html`
    <p><button type="button" @click=${() => signIn(setup).catch(failed)}>${t('setup.signIn', { provider: asked.provider })}</button></p>
    ${asked.clientId === undefined ? nothing : html`<label>${t('setup.clientId')}<input name="clientId" autocomplete="off" spellcheck="false" .value=${asked.clientId} @change=${(event) => setup.take({ clientId: event.target.value.trim() })}></label>`}`;
}

/** The step's form. */
export function setupCheck(setup) {
  const { asked } = setup;
  const isGood = asked.tried?.incoming?.ok && (!asked.outgoing || asked.tried?.outgoing?.ok);
  const isUsable = asked.tried?.incoming?.ok;
  const change = (kind) => (server) => setup.take({ [kind]: server, tried: null });
  return html`
    <form @submit=${(event) => submit(setup, event)}>
      <h2 id="step-heading" tabindex="-1">${t('setup.step.check')}</h2>
      ${serverForm('incoming', asked.incoming, change('incoming'))}
      <label class="check"><input type="checkbox" name="sends" .checked=${asked.outgoing !== null} @change=${(event) => setup.take({ outgoing: event.target.checked ? emptyServer('outgoing', asked.address) : null, tried: null })}><span>${t('setup.sends')}</span></label>
      ${asked.outgoing ? serverForm('outgoing', asked.outgoing, change('outgoing')) : nothing}
      ${isClear(setup) ? html`
        <div class="banner warning">${icon('warning')}<div><p><b>${t('setup.clear.title')}</b> ${t('setup.clear.text')}</p>
          <label class="check"><input type="checkbox" name="risks" required><span>${t('setup.clear.understand')}</span></label></div></div>` : nothing}
      ${asked.provider ? oauth(setup) : nothing}
      ${asked.oauth ? nothing : html`<label>${t('setup.password')}<input name="password" type="password" autocomplete="current-password" .value=${asked.password}></label>`}
      ${asked.outgoing ? html`<label class="check"><input type="checkbox" name="sendTest" .checked=${asked.sendTest}><span>${t('setup.sendTest')}</span></label>` : nothing}
      <div role="status" class="unseen">${setup.isBusy ? t('setup.checking') : ''}</div>
      ${setup.isBusy ? html`<progress aria-label=${t('setup.checking')}></progress>` : nothing}
      ${result(setup, 'incoming')}${result(setup, 'outgoing')}
      <div class="buttons"><button type="button" class="quiet" @click=${() => setup.to('who')}>${t('back')}</button>
        <button class=${isGood ? '' : 'primary'} ?disabled=${setup.isBusy}>${t(asked.tried ? 'setup.checkAgain' : 'setup.check')}</button>
        ${isUsable ? html`<button type="button" class=${isGood ? 'primary' : ''} @click=${() => setup.to('wishes')}>${t(isGood ? 'continue' : 'setup.goOn')}</button>` : nothing}</div>
    </form>`;
}
