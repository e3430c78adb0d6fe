// The lines of one server: host, port, how it is protected, the name to log in with.

import { html } from 'lit';
import { t } from '../core/texts.js';

const PORTS = { incoming: { tls: 995, starttls: 110, none: 110 }, outgoing: { tls: 465, starttls: 587, none: 587 } };

/** Where one begins when nobody knows. */
export function emptyServer(kind, address) {
  return { host: '', port: PORTS[kind].tls, security: 'tls', user: address };
}

/** A server as one line: pop.example.org:995, SSL/TLS. */
export function serverLine(server) {
  return `${server.host}:${server.port} · ${t(`security.${server.security}`)}`;
}

/** The form; `change` is called with the changed server. */
export function serverForm(kind, server, change) {
  const set = (name, value) => change({ ...server, [name]: value, ...(name === 'host' || name === 'port' ? { trust: 'system' } : {}) });
  const secure = (security) => {
    const isUsual = Object.values(PORTS[kind]).includes(server.port);
    change({ ...server, security, port: isUsual ? PORTS[kind][security] : server.port });
  };
  return html`
    <fieldset class="server"><legend>${t(`server.${kind}`)}</legend>
      <label class="grow">${t('server.host')}<input required name="${kind}-host" autocomplete="off" spellcheck="false" .value=${server.host} @change=${(event) => set('host', event.target.value.trim())}></label>
      <label>${t('server.port')}<input required type="number" name="${kind}-port" min="1" max="65535" .value=${String(server.port)} @change=${(event) => set('port', Number(event.target.value))}></label>
      <label>${t('server.security')}<select name="${kind}-security" @change=${(event) => secure(event.target.value)}>
        ${['tls', 'starttls', 'none'].map((security) => html`<option value=${security} ?selected=${server.security === security}>${t(`security.${security}`)}</option>`)}</select></label>
      <label class="grow">${t('server.user')}<input required name="${kind}-user" autocomplete="off" spellcheck="false" .value=${server.user} @change=${(event) => set('user', event.target.value.trim())}></label>
    </fieldset>`;
}
