// What the page's components have in common: they draw into the document itself (one set of style sheets,
// labels and roles that reach across components) and redraw when the state changes.

import { LitElement } from 'lit';
import { state } from './state.js';

export class Part extends LitElement {
  #redraw = () => this.requestUpdate();
  #ears = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    state.addEventListener('change', this.#redraw);
    for (const [source, name, ear] of this.ears()) {
      source.addEventListener(name, ear);
      this.#ears.push([source, name, ear]);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    state.removeEventListener('change', this.#redraw);
    this.#ears.forEach(([source, name, ear]) => source.removeEventListener(name, ear));
    this.#ears = [];
  }

  /** [target, event name, function] of what a part listens to while it is in the page. */
  ears() {
    return [];
  }

  /** Tells parents that something happened. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
