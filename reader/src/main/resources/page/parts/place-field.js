// Where mail is kept on this computer: the folder, its free space, and who uses it already.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { call, query } from '../core/api.js';
import { list, size, t } from '../core/texts.js';
import { icon } from './icons.js';

class PlaceField extends Part {
  static properties = { address: {}, path: {}, place: { state: true }, failure: { state: true }, isBrowsing: { state: true } };

  willUpdate(changed) {
    if (changed.has('address') || changed.has('path')) {
      this.#look(this.path ?? '');
    }
  }

  async #look(path) {
    try {
      const place = await call('GET', '/api/places' + query({ path, address: this.address }));
      this.place = place;
      this.failure = null;
      if (place.path !== this.path) {
        this.path = place.path;
        this.tell('place', place);
      } else if (path === '') {
        this.tell('place', place);
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    const place = this.place;
    const others = (place?.usedBy ?? []).filter((address) => address !== this.address);
    return html`
      <fieldset class="place"><legend>${t('place.title')}</legend>
        <label class="grow">${t('place.path')}<input name="folder" autocomplete="off" spellcheck="false" .value=${this.path ?? ''} @change=${(event) => { this.path = event.target.value.trim(); }}></label>
        <button type="button" aria-expanded=${this.isBrowsing ? 'true' : 'false'} @click=${() => { this.isBrowsing = !this.isBrowsing; }}>${t('place.browse')}</button>
        ${this.isBrowsing && place ? html`<ul class="choices" aria-label=${t('place.folders')}>
          <li><button type="button" class="quiet" @click=${() => { this.path = place.path.replace(/\/[^/]+\/?$/, '') || '/'; }}>${icon('back')}${t('place.up')}</button></li>
          ${(place.folders ?? []).map((name) => html`<li><button type="button" class="quiet" @click=${() => { this.path = `${place.path.replace(/\/$/, '')}/${name}`; }}>${icon('folder')}${name}</button></li>`)}</ul>` : nothing}
        <p class="fine" role="status">${this.failure ? `${this.failure.message} ${this.failure.todo}` : place ? [
          t('place.free', { free: size(place.free) }), place.writable ? null : t('place.notWritable'), others.length > 0 ? t('place.usedBy', { who: list(others) }) : null].filter(Boolean).join(' ') : nothing}</p>
      </fieldset>`;
  }
}

customElements.define('place-field', PlaceField);
