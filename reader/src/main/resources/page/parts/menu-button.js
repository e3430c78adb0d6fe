// A button that opens a small menu: arrows walk through it, Escape closes it.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { icon } from './icons.js';

let next = 1;

class MenuButton extends Part {
  static properties = { label: {}, items: { attribute: false }, symbol: {}, isOpen: { state: true } };

  constructor() {
    super();
    this.items = [];
    this.symbol = 'more';
    this.isOpen = false;
    this.menuId = `menu-${next++}`;
  }

  ears() {
    return [
      [document, 'pointerdown', (event) => { if (this.isOpen && !this.contains(event.target)) this.isOpen = false; }],
      [this, 'focusout', (event) => { if (this.isOpen && !this.contains(event.relatedTarget)) this.isOpen = false; }],
    ];
  }

  render() {
    return html`
      <button type="button" class="quiet round" aria-haspopup="menu" aria-expanded=${this.isOpen ? 'true' : 'false'} aria-label=${this.label} title=${this.label}
              aria-controls=${this.isOpen ? this.menuId : nothing} @click=${this.#toggle} @keydown=${this.#keyOnButton}>${icon(this.symbol)}</button>
      ${this.isOpen ? html`<div class="menu" id=${this.menuId} role="menu" aria-label=${this.label} @keydown=${this.#key}>${this.items.map((item) => this.#item(item))}</div>` : nothing}`;
  }

  #item(item) {
    return item.href
      ? html`<a role="menuitem" tabindex="-1" href=${item.href} ?download=${item.download} target=${item.target ?? nothing} rel="noopener" @click=${() => { this.isOpen = false; }}>${item.label}</a>`
      : html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.#run(item)}>${item.label}</button>`;
  }

  #run(item) {
    this.#close();
    item.run();
  }

  #toggle() {
    this.isOpen ? this.#close() : this.#open();
  }

  async #open() {
    this.isOpen = true;
    await this.updateComplete;
    this.#place();
    this.querySelector('[role=menuitem]')?.focus();
  }

  // Fixed, so that a pane that scrolls does not cut it off.
  #place() {
    const button = this.querySelector('button').getBoundingClientRect();
    const menu = this.querySelector('.menu');
    const width = menu.offsetWidth;
    const height = menu.offsetHeight;
    menu.style.left = `${Math.max(4, Math.min(button.left, window.innerWidth - width - 8))}px`;
    menu.style.top = `${button.bottom + height + 8 > window.innerHeight ? Math.max(4, button.top - height - 2) : button.bottom + 2}px`;
  }

  #close() {
    this.isOpen = false;
    this.querySelector('button').focus();
  }

  #keyOnButton(event) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.#open();
    }
  }

  #key(event) {
    const items = [...this.querySelectorAll('[role=menuitem]')];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length).focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'Tab') {
      this.isOpen = false;
    }
    event.stopPropagation();
  }
}

customElements.define('menu-button', MenuButton);
