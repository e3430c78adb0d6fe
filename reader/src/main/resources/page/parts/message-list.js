// The list of messages. However many there are, the document holds only the rows that are seen: each is put at its
// place by a transform, and a spacer gives the scroll bar its length.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { state } from '../core/state.js';
import { piece, query } from '../core/api.js';
import { t } from '../core/texts.js';
import { RowSource } from '../core/rows.js';
import { Selection } from '../core/selection.js';
import { actions } from '../core/keys.js';
import { changes, flag, markJunk, remove, write } from '../core/act.js';
import { goToDraft, openInList } from '../core/route.js';
import { drag, dropped } from '../core/drag.js';
import { listHead } from './list-head.js';
import { rowCells } from './row-cells.js';
import { RowWindow } from './row-window.js';

const OPEN_AFTER_MS = 140; // arrows held down do not open every message on the way

class MessageList extends RowWindow {
  static properties = { folder: {}, words: {}, sort: { state: true }, order: { state: true }, filter: { state: true } };

  constructor() {
    super();
    this.sort = 'date';
    this.order = 'desc';
    this.filter = '';
    this.selection = new Selection();
  }

  ears() {
    const onRows = (work) => () => this.#withRows(work);
    return [
      [changes, 'rows', (event) => this.#changed(event.detail)],
      [changes, 'reload', () => this.refreshSoon()],
      [state, 'folder', (event) => { if (event.detail.id === this.folder || this.words !== null || this.folder?.startsWith('all:')) this.refreshSoon(); }],
      [state, 'again', () => this.refreshSoon()],
      [actions, 'next', () => this.#step(1)],
      [actions, 'previous', () => this.#step(-1)],
      [actions, 'open', () => this.#openActive()],
      [actions, 'close', () => this.#close()],
      [actions, 'select', () => { this.selection.toggle(this.#activeRow()); this.requestUpdate(); }],
      [actions, 'star', onRows((rows) => flag(rows, { starred: !rows.every((row) => row.starred) }))],
      [actions, 'unread', onRows((rows) => flag(rows, { unread: !rows.every((row) => row.unread) }))],
      [actions, 'delete', onRows((rows) => remove(rows))],
      [actions, 'junk', onRows((rows) => markJunk(rows, state.folder(rows[0].folder)?.role !== 'junk'))],
      [actions, 'move', onRows((rows) => document.querySelector('move-dialog').open(rows))],
      ...['reply', 'all', 'forward'].map((mode) => [actions, mode, onRows((rows) => write(mode, rows[0].id))]),
      [window, 'resize', () => this.measure()],
    ];
  }

  willUpdate(changed) {
    // A message opened from elsewhere (address, notification) is the active one; keys then go on from it.
    if (state.route.message !== this.opened) {
      this.opened = state.route.message;
      this.selection.active = this.opened ?? this.selection.active;
    }
    if (changed.has('folder') || changed.has('words')) {
      this.filter = '';
      this.selection.clear();
    }
    if (['folder', 'words', 'sort', 'order', 'filter'].some((name) => changed.has(name)) || this.conversations !== state.settings.conversations) {
      this.conversations = state.settings.conversations;
      this.#start();
    }
  }

  #start() {
    this.show(new RowSource((from, count) => (this.words !== null
      ? '/api/search' + query({ q: this.words, from, count })
      : `/api/folders/${piece(this.folder)}/messages` + query({ from, count, sort: this.sort, order: this.order, filter: this.filter, conversations: this.conversations ? 1 : 0 }))));
  }

  render() {
    const total = this.source.total ?? 0;
    const height = this.rowHeight();
    const active = this.#activeIndex();
    const indexes = this.drawn();
    const activeIsHere = indexes.includes(active);
    return html`
      ${listHead(this)}
      <div class="rows" role="grid" tabindex="0" aria-label=${this.title()} aria-rowcount=${this.source.total ?? -1} aria-multiselectable="true" aria-busy=${this.source.total === null ? 'true' : 'false'}
           aria-activedescendant=${activeIsHere ? `row-${active}` : nothing} @scroll=${this.measure} @keydown=${this.#key}>
        <div class="rows-all" role="presentation" .style=${`height:${total * height}px`}>
          ${repeat(indexes, (index) => this.source.row(index)?.id ?? `hole-${index}`, (index) => this.#row(index, height, active))}
        </div>
        ${this.#emptyWords(total)}
      </div>`;
  }

  title() {
    return this.words !== null ? t('search.results', { words: this.words }) : state.folder(this.folder)?.name ?? '';
  }

  #row(index, height, active) {
    const row = this.source.row(index);
    // As a property: the page's policy forbids style attributes, also those that styleMap begins with.
    const style = `transform:translateY(${index * height}px);height:${height}px`;
    if (!row) {
      return html`<div class="row hole" role="row" aria-rowindex=${index + 1} .style=${style}><div role="gridcell"><span class="unseen">${t('loading')}</span><span class="bone"></span><span class="bone long"></span></div></div>`;
    }
    const picked = this.selection.has(row.id);
    return html`
      <div class="row" role="row" id=${`row-${index}`} aria-rowindex=${index + 1} aria-selected=${picked || index === active ? 'true' : 'false'} data-id=${row.id} data-unread=${row.unread ? 'yes' : 'no'}
           data-active=${index === active ? 'yes' : 'no'} data-picked=${picked ? 'yes' : 'no'} draggable="true" .style=${style}
           @click=${(event) => this.#click(event, index, row)} @dragstart=${(event) => drag(event, picked ? this.#pickedRows() : [row])} @dragend=${dropped}>
        ${rowCells(row, { sentTo: this.#showsRecipients(row), picked, onPick: () => { this.selection.toggle(row); this.requestUpdate(); }, onStar: () => flag([row], { starred: !row.starred }) })}
      </div>`;
  }

  #showsRecipients(row) {
    return ['sent', 'drafts'].includes(state.folder(row.folder)?.role);
  }

  #emptyWords(total) {
    if (this.source.failure) {
      return html`<div class="empty" role="row"><div role="gridcell"><p>${this.source.failure.message}</p><p>${this.source.failure.todo}</p><button type="button" @click=${() => this.#start()}>${t('tryAgain')}</button></div></div>`;
    }
    if (this.source.total === null || total > 0) {
      return nothing;
    }
    const role = state.folder(this.folder)?.role;
    const key = this.words !== null ? 'empty.search' : this.filter ? 'empty.filter' : role === 'inbox' ? 'empty.inbox' : role === 'trash' ? 'empty.trash' : 'empty.folder';
    return html`<div class="empty" role="row"><div role="gridcell"><p>${t(key)}</p><p class="fine">${t(`${key}.todo`)}</p></div></div>`;
  }

  // What is chosen and what is active

  #activeIndex() {
    return this.source.find(this.selection.active);
  }

  #activeRow() {
    const index = this.#activeIndex();
    return index < 0 ? null : this.source.row(index);
  }

  #pickedRows() {
    return this.source.loaded().filter((row) => this.selection.has(row.id));
  }

  #withRows(work) {
    const picked = this.#pickedRows();
    const active = this.#activeRow();
    const rows = picked.length > 0 ? picked : active ? [active] : [];
    if (rows.length > 0) {
      work(rows);
      this.querySelector('.rows').focus({ preventScroll: true });
    }
  }

  #click(event, index, row) {
    if (event.target.closest('button, input, label')) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      this.selection.toggle(row);
    } else if (event.shiftKey) {
      this.#pickRange(this.#activeIndex(), index);
    } else {
      this.selection.clear();
      this.#goTo(index, true);
    }
    this.requestUpdate();
  }

  #pickRange(from, to) {
    const [low, high] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    for (let index = low; index <= high; index += 1) {
      this.selection.add(this.source.row(index));
    }
  }

  async #goTo(index, open) {
    if (index < 0 || index >= (this.source.total ?? 0)) {
      return;
    }
    this.scrollToRow(index);
    await this.source.want(index, index);
    const row = this.source.row(index);
    if (row) {
      this.selection.active = row.id;
      this.requestUpdate();
      if (open) {
        this.#open(row);
      }
    }
  }

  #open(row) {
    if (state.folder(row.folder)?.role === 'drafts') {
      write('edit', row.id);
    } else {
      openInList(row.id);
    }
  }

  #openActive() {
    const row = this.#activeRow();
    if (row) {
      this.#open(row);
    } else {
      this.#goTo(0, true);
    }
  }

  #step(step) {
    const at = this.#activeIndex();
    // Where the message is seen beside the list, it follows; on a phone only when one is open.
    const follows = state.route.message !== null || getComputedStyle(document.querySelector('.message-pane')).display !== 'none';
    this.#goTo(at < 0 ? this.first : at + step, false);
    clearTimeout(this.timer);
    if (follows) {
      this.timer = setTimeout(() => { const row = this.#activeRow(); if (row && state.folder(row.folder)?.role !== 'drafts') openInList(row.id); }, OPEN_AFTER_MS);
    }
  }

  #close() {
    openInList(null);
    this.updateComplete.then(() => this.querySelector('.rows').focus({ preventScroll: true }));
  }

  #key(event) {
    if (event.target !== event.currentTarget) {
      return;
    }
    const at = this.#activeIndex();
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: this.seen - 2, PageUp: 2 - this.seen };
    if (event.key in steps && !event.shiftKey) {
      event.preventDefault();
      const last = (this.source.total ?? 1) - 1;
      this.#step(Math.abs(steps[event.key]) === 1 || at < 0 ? steps[event.key] : Math.max(-at, Math.min(last - at, steps[event.key])));
    } else if (event.key in steps) {
      event.preventDefault();
      this.#pickRange(at, at + Math.sign(steps[event.key]));
      this.#goTo(at + Math.sign(steps[event.key]), false);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      this.#goTo(event.key === 'Home' ? 0 : (this.source.total ?? 1) - 1, false);
    } else if (event.key === ' ') {
      event.preventDefault();
      this.selection.toggle(this.#activeRow());
      this.requestUpdate();
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.source.loaded().forEach((row) => this.selection.add(row));
      this.requestUpdate();
    }
  }

  // What others changed

  #changed({ ids, flags, gone }) {
    if (flags) {
      this.source.patch(ids, flags);
    }
    if (gone) {
      const at = this.#activeIndex();
      const wasOpen = state.route.message !== null && ids.includes(state.route.message);
      this.source.drop(ids);
      this.selection.clear();
      const next = this.source.row(Math.min(at, (this.source.total ?? 0) - 1));
      if (ids.includes(this.selection.active)) {
        this.selection.active = next?.id ?? null;
      }
      if (wasOpen) {
        openInList(next && getComputedStyle(this.closest('.list-pane')).display !== 'none' ? next.id : null);
      }
    }
  }

}

customElements.define('message-list', MessageList);
