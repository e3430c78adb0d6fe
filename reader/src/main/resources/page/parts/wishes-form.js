// When mail is looked for, and what stays on the server. What a server cannot do is shown, and why.

import { html, nothing } from 'lit';
import { t } from '../core/texts.js';

/** What most people want, and nobody regrets. */
export const USUAL_WISHES = { atStart: true, everyMinutes: 10, automatic: true, headersOnly: false, leave: true, days: 14, untilDeleted: true, largest: null };

const KB = 1000;

/** Why a choice cannot be made, by what the server can do; null when it can. */
function limitOf(choice, can) {
  if (!can) {
    return null;
  }
  switch (choice) {
    case 'untilDeleted':
    case 'days':
      return can.uidl === false ? t('wishes.noUidl') : null;
    case 'headersOnly':
      return can.top === false ? t('wishes.noTop') : null;
    default:
      return null;
  }
}

function box(name, wishes, change, { can, label, children = nothing, disabled = false }) {
  const limit = limitOf(name, can);
  const isOn = name === 'days' ? wishes.days !== null : name === 'everyMinutes' ? wishes.everyMinutes !== null : name === 'largest' ? wishes.largest !== null : wishes[name];
  return html`
    <div class="wish" data-wish=${name}>
      <label class="check"><input type="checkbox" name=${name} .checked=${isOn && !limit} ?disabled=${disabled || limit !== null} aria-describedby=${limit ? `why-${name}` : nothing} @change=${(event) => change(event.target.checked)}><span>${label}</span></label>
      ${children}
      ${limit ? html`<p class="fine" id="why-${name}">${limit}</p>` : nothing}
    </div>`;
}

function amount(name, value, min, label, change, disabled) {
  return html`<label class="amount"><span class="unseen">${label}</span><input type="number" name="${name}-number" min=${min} max="9999999" .value=${String(value)} ?disabled=${disabled} @change=${(event) => change(Math.max(min, Number(event.target.value) || min))}></label>`;
}

/** The form; `change` is called with the changed wishes. `can` is what the server said of itself. */
export function wishesForm(wishes, can, change) {
  const set = (changes) => change({ ...wishes, ...changes });
  const fewestMinutes = Math.max(1, Math.ceil((can?.loginDelaySeconds ?? 0) / 60));
  return html`
    <fieldset class="wishes"><legend>${t('wishes.collect')}</legend>
      ${box('atStart', wishes, (on) => set({ atStart: on }), { can, label: t('wishes.atStart') })}
      ${box('everyMinutes', wishes, (on) => set({ everyMinutes: on ? Math.max(10, fewestMinutes) : null }), { can, label: t('wishes.every'),
        children: html`${amount('everyMinutes', wishes.everyMinutes ?? 10, fewestMinutes, t('wishes.minutesLabel'), (n) => set({ everyMinutes: n }), wishes.everyMinutes === null)}<span>${t('wishes.minutes')}</span>` })}
      ${fewestMinutes > 1 ? html`<p class="fine">${t('wishes.loginDelay', { n: fewestMinutes })}</p>` : nothing}
      ${box('automatic', wishes, (on) => set({ automatic: on }), { can, label: t('wishes.automatic') })}
      ${box('headersOnly', wishes, (on) => set({ headersOnly: on }), { can, label: t('wishes.headersOnly') })}
      ${box('largest', wishes, (on) => set({ largest: on ? 50 * KB : null }), { can, label: t('wishes.largest'),
        children: html`${amount('largest', Math.round((wishes.largest ?? 50 * KB) / KB), 1, t('wishes.kbLabel'), (n) => set({ largest: n * KB }), wishes.largest === null)}<span>kB</span>` })}
    </fieldset>
    <fieldset class="wishes"><legend>${t('wishes.server')}</legend>
      ${box('leave', wishes, (on) => set({ leave: on }), { can, label: t('wishes.leave') })}
      <div class="indent">
        ${box('days', wishes, (on) => set({ days: on ? 14 : null }), { can, label: t('wishes.days'), disabled: !wishes.leave,
          children: html`${amount('days', wishes.days ?? 14, 1, t('wishes.daysLabel'), (n) => set({ days: n }), !wishes.leave || wishes.days === null)}<span>${t('wishes.daysUnit')}</span>` })}
        ${box('untilDeleted', wishes, (on) => set({ untilDeleted: on }), { can, label: t('wishes.untilDeleted'), disabled: !wishes.leave })}
      </div>
      ${wishes.leave ? nothing : html`<p class="banner warning">${t('wishes.notLeft')}</p>`}
      ${can?.expireDays !== null && can?.expireDays !== undefined ? html`<p class="fine">${t('wishes.expire', { n: can.expireDays })}</p>` : nothing}
    </fieldset>`;
}
