// A line of addresses: each becomes a chip; while one types, people from mail seen are offered.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from '../core/part.js';
import { call, query } from '../core/api.js';
import { t } from '../core/texts.js';
import { isAddress, readPeople } from '../core/people-text.js';
import { icon } from './icons.js';
import { called } from './row-cells.js';

const MOST_OFFERS = 6;
let next = 1;

class AddressField extends Part {
  static properties = { label: {}, people: { attribute: false }, offers: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.people = [];
    this.offers = [];
    this.at = -1;
    this.fieldId = `address-${next++}`;
  }

  render() {
    const open = this.offers.length > 0;
    const listId = `${this.fieldId}-offers`;
    return html`
      <label for=${this.fieldId}>${this.label}</label>
      <div class="chips" @click=${() => this.input().focus()}>
        ${repeat(this.people, (person) => person.address, (person, index) => html`
          <span class="chip" data-wrong=${isAddress(person.address) ? 'no' : 'yes'} title=${isAddress(person.address) ? person.address : t('write.badAddress', { address: person.address })}>${called(person)}
            <button type="button" class="quiet round" aria-label=${t('write.removePerson', { who: called(person) })} @click=${(event) => { event.stopPropagation(); this.#remove(index); }}>${icon('close')}</button></span>`)}
        <input id=${this.fieldId} role="combobox" autocomplete="off" spellcheck="false" aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? listId : nothing} aria-autocomplete="list"
               aria-activedescendant=${this.at >= 0 ? `${listId}-${this.at}` : nothing} @input=${this.#offer} @keydown=${this.#key} @blur=${this.#leave} @paste=${this.#paste}>
        ${open ? html`<ul class="offers" id=${listId} role="listbox" aria-label=${t('write.offers')}>
          ${this.offers.map((person, index) => html`<li role="option" id=${`${listId}-${index}`} aria-selected=${index === this.at ? 'true' : 'false'}
            @pointerdown=${(event) => { event.preventDefault(); this.#add([person]); }}><b>${person.name || person.address}</b><span class="fine">${person.name ? person.address : ''}</span></li>`)}</ul>` : nothing}
      </div>`;
  }

  input() {
    return this.querySelector('input');
  }

  /** Takes what is half typed, before sending. */
  settle() {
    this.#take(this.input().value);
  }

  async #offer() {
    const text = this.input().value;
    if (/[,;]$/.test(text) && isAddress(readPeople(text)[0]?.address ?? '')) {
      this.#take(text);
      return;
    }
    this.at = -1;
    if (text.trim().length < 1) {
      this.offers = [];
      return;
    }
    try {
      const found = await call('GET', '/api/addresses' + query({ q: text.trim() }));
      if (this.input().value === text) {
        this.offers = found.filter((person) => !this.people.some((one) => one.address === person.address)).slice(0, MOST_OFFERS);
        this.at = this.offers.length > 0 ? 0 : -1;
      }
    } catch {
      this.offers = []; // an offer that cannot be made is no failure
    }
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const input = this.input();
    if (step && this.offers.length > 0) {
      event.preventDefault();
      this.at = (this.at + step + this.offers.length) % this.offers.length;
    } else if (event.key === 'Enter' || (event.key === 'Tab' && this.at >= 0)) {
      if (event.key === 'Enter' || input.value !== '') {
        event.preventDefault();
      }
      this.at >= 0 ? this.#add([this.offers[this.at]]) : this.#take(input.value);
    } else if (event.key === 'Escape' && this.offers.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      this.offers = [];
      this.at = -1;
    } else if (event.key === 'Backspace' && input.value === '' && this.people.length > 0) {
      this.#remove(this.people.length - 1);
    }
  }

  #leave() {
    this.offers = [];
    this.at = -1;
    this.#take(this.input().value);
  }

  #paste(event) {
    const found = readPeople(event.clipboardData.getData('text'));
    if (found.length > 1 && found.every((person) => isAddress(person.address))) {
      event.preventDefault();
      this.#add(found);
    }
  }

  #take(text) {
    const found = readPeople(text);
    if (found.length > 0) {
      this.#add(found);
    }
  }

  #add(people) {
    const known = new Set(this.people.map((person) => person.address));
    this.people = [...this.people, ...people.filter((person) => !known.has(person.address)).map(({ name, address }) => ({ name: name ?? '', address }))];
    this.input().value = '';
    this.offers = [];
    this.at = -1;
    this.tell('people', this.people);
  }

  #remove(index) {
    this.people = this.people.filter((_, at) => at !== index);
    this.tell('people', this.people);
    this.input().focus();
  }
}

customElements.define('address-field', AddressField);
