// Above the list: what it is, how it is sorted and filtered; or what can be done with what is picked.

import { html } from 'lit';
import { state } from '../core/state.js';
import { t } from '../core/texts.js';
import { act } from '../core/keys.js';
import { icon } from './icons.js';
import './menu-button.js';

const SORTS = ['date', 'from', 'subject', 'size'];
const FILTERS = ['', 'unread', 'starred', 'attachments'];

function tool(action, symbol, label) {
  return html`<button type="button" class="quiet round" aria-label=${label} title=${label} @click=${() => act(action)}>${icon(symbol)}</button>`;
}

function picked(list) {
  const junk = state.folder(list.folder)?.role === 'junk';
  return html`
    <div class="list-head picked" role="toolbar" aria-label=${t('list.tools')}>
      <button type="button" class="quiet round" aria-label=${t('list.unpick')} title=${t('list.unpick')} @click=${() => { list.selection.clear(); list.requestUpdate(); }}>${icon('close')}</button>
      <h1>${t('list.picked', { n: list.selection.size })}</h1>
      ${tool('unread', 'unread', t('keys.unread'))}${tool('star', 'star', t('keys.star'))}${tool('move', 'move', t('keys.move'))}
      ${tool('junk', 'junk', t(junk ? 'message.notJunk' : 'keys.junk'))}${tool('delete', 'trash', t('keys.delete'))}
    </div>`;
}

/** The head of a message list. */
export function listHead(list) {
  if (list.selection.size > 0) {
    return picked(list);
  }
  const total = list.source.total;
  const sorts = SORTS.map((sort) => ({
    label: (list.sort === sort ? '✓ ' : '') + t(`sort.${sort}`),
    run: () => { list.order = list.sort === sort && list.order === 'desc' ? 'asc' : sort === 'from' || sort === 'subject' ? 'asc' : 'desc'; list.sort = sort; },
  }));
  const threads = { label: (state.settings.conversations ? '✓ ' : '') + t('list.conversations'), run: () => state.save({ conversations: !state.settings.conversations }) };
  return html`
    <div class="list-head">
      <div class="list-title"><h1>${list.title()}</h1><p class="fine">${total === null ? '' : list.words !== null ? t('search.found', { n: total }) : t('list.total', { n: total })}</p></div>
      ${list.words !== null ? '' : html`
        <label class="filter"><span class="unseen">${t('filter.label')}</span>
          <select @change=${(event) => { list.filter = event.target.value; }}>
            ${FILTERS.map((filter) => html`<option value=${filter} ?selected=${list.filter === filter}>${t(`filter.${filter || 'all'}`)}</option>`)}
          </select></label>
        <menu-button symbol="sort" label=${t('sort.label')} .items=${[...sorts, threads]}></menu-button>`}
    </div>`;
}
