// The search line. While one types it offers the words of the search language, and people after from: and to:.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call, query } from '../core/api.js';
import { t } from '../core/texts.js';
import { goToSearch, go, toFolder } from '../core/route.js';
import { icon } from './icons.js';

const WORDS = ['from', 'to', 'subject', 'attachment', 'unread', 'starred', 'before', 'after'];
const MOST = 8;

/** What is being typed: the last word. */
const lastWord = (text) => text.slice(text.lastIndexOf(' ') + 1);

class SearchBox extends Part {
  static properties = { offers: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.offers = [];
    this.at = -1;
  }

  render() {
    const open = this.offers.length > 0;
    return html`
      <form role="search" class="search" @submit=${this.#submit}>
        ${icon('search')}
        <input id="search-words" type="search" role="combobox" autocomplete="off" spellcheck="false" aria-label=${t('search.label')} placeholder=${t('search.hint')} aria-expanded=${open ? 'true' : 'false'}
               aria-controls=${open ? 'search-offers' : nothing} aria-autocomplete="list" aria-activedescendant=${this.at >= 0 ? `offer-${this.at}` : nothing}
               .value=${state.route.query ?? ''} @input=${this.#offer} @focus=${this.#offer} @blur=${() => { this.offers = []; }} @keydown=${this.#key}>
        ${open ? html`<ul id="search-offers" class="offers" role="listbox" aria-label=${t('search.offers')}>
          ${this.offers.map((offer, index) => html`<li role="option" id=${`offer-${index}`} aria-selected=${index === this.at ? 'true' : 'false'}
            @pointerdown=${(event) => { event.preventDefault(); this.#take(offer); }}><b>${offer.text}</b><span class="fine">${offer.about}</span></li>`)}</ul>` : nothing}
      </form>`;
  }

  #input() {
    return this.querySelector('input');
  }

  async #offer() {
    const word = lastWord(this.#input().value);
    this.at = -1;
    const colon = word.indexOf(':');
    const people = [t('search.word.from'), t('search.word.to'), 'from:', 'to:'];
    if (colon > 0 && people.includes(word.slice(0, colon + 1))) {
      this.offers = await this.#people(word.slice(0, colon + 1), word.slice(colon + 1));
    } else {
      this.offers = WORDS.map((name) => ({ text: t(`search.word.${name}`), about: t(`search.about.${name}`) }))
        .filter((offer) => offer.text.startsWith(word.toLowerCase()) && offer.text !== word).slice(0, MOST);
    }
  }

  async #people(word, start) {
    if (start === '') {
      return [];
    }
    try {
      const found = await call('GET', '/api/addresses' + query({ q: start }));
      return found.slice(0, MOST).map((person) => ({ text: word + person.address, about: person.name }));
    } catch {
      return []; // an offer that cannot be made is no failure
    }
  }

  #take(offer) {
    const input = this.#input();
    const done = !offer.text.endsWith(':');
    input.value = input.value.slice(0, input.value.length - lastWord(input.value).length) + offer.text + (done ? ' ' : '');
    this.offers = [];
    this.at = -1;
    if (!done) {
      this.#offer();
    }
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.offers.length > 0) {
      event.preventDefault();
      this.at = (this.at + step + this.offers.length + (this.at < 0 && step < 0 ? 1 : 0)) % this.offers.length;
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.at >= 0) {
      event.preventDefault();
      this.#take(this.offers[this.at]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.offers.length > 0) {
        this.offers = [];
      } else {
        this.#input().blur();
        if (state.route.query !== null && state.route.query !== undefined && state.home()) {
          go(toFolder(state.home().id));
        }
      }
    }
  }

  #submit(event) {
    event.preventDefault();
    this.offers = [];
    const words = this.#input().value.trim();
    if (words !== '') {
      goToSearch(words);
      document.querySelector('.rows')?.focus();
    }
  }
}

customElements.define('search-box', SearchBox);
