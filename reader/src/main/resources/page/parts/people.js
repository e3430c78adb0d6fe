// From, to, copies of a message. A name never hides the address: that is how people are fooled.

import { html, nothing } from 'lit';
import { t } from '../core/texts.js';
import { write } from '../core/act.js';

const FEW = 4;

function one(person) {
  const text = person.name ? html`<b>${person.name}</b> <span class="address">&lt;${person.address}&gt;</span>` : html`<span class="address">${person.address}</span>`;
  return html`<button type="button" class="person" title=${t('people.write', { address: person.address })} @click=${() => write('new', undefined, person.address)}>${text}</button>`;
}

function many(persons) {
  return persons.length <= FEW ? persons.map(one)
    : html`${persons.slice(0, FEW).map(one)}<details><summary>${t('people.more', { n: persons.length - FEW })}</summary>${persons.slice(FEW).map(one)}</details>`;
}

/** The people of a message. */
export function people(mail) {
  const lines = [
    ['people.from', mail.from ? [mail.from] : []],
    ['people.to', mail.to ?? []],
    ['people.cc', mail.cc ?? []],
    ['people.bcc', mail.bcc ?? []],
    ['people.replyTo', (mail.replyTo ?? []).filter((person) => person.address !== mail.from?.address)],
  ];
  return html`<dl class="people">${lines.map(([key, persons]) => (persons.length === 0 ? nothing : html`<dt>${t(key)}</dt><dd>${many(persons)}</dd>`))}</dl>`;
}
