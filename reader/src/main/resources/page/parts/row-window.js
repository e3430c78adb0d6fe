// A window onto rows of one height: which are seen, where the scroll bar stands, and that it stays there while rows
// come and go. What a row looks like is up to the list.

import { Part } from '../core/part.js';
import { state } from '../core/state.js';

export const OVERSCAN = 8; // rows drawn above and below what is seen
const ROW_REM = { normal: 4.1, compact: 2.25 };
const REFRESH_AFTER_MS = 200; // many changes at once are one question

export class RowWindow extends Part {
  static properties = { first: { state: true }, seen: { state: true } };

  constructor() {
    super();
    this.first = 0; // the first row that is seen
    this.seen = 12; // how many fit
    this.source = null;
  }

  /** Shows other rows, from the first on. */
  show(source) {
    source.addEventListener('change', () => { if (source === this.source) this.requestUpdate(); });
    this.source = source;
    this.first = 0;
    if (this.scroller) {
      this.scroller.scrollTop = 0;
    }
    source.want(0, this.seen + OVERSCAN);
  }

  get scroller() {
    return this.querySelector('.rows');
  }

  firstUpdated() {
    new ResizeObserver(() => this.measure()).observe(this.scroller);
  }

  updated() {
    this.source.want(this.first - OVERSCAN, this.first + this.seen + OVERSCAN);
  }

  /** In pixels, from the size of letters the person has chosen. */
  rowHeight() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Math.round(rem * ROW_REM[state.settings.density === 'compact' ? 'compact' : 'normal']);
  }

  /** Looks again which rows are seen. */
  measure() {
    if (this.scroller) {
      this.seen = Math.ceil(this.scroller.clientHeight / this.rowHeight()) + 1;
      this.first = Math.floor(this.scroller.scrollTop / this.rowHeight());
    }
  }

  /** The indexes of the rows to draw. */
  drawn() {
    const from = Math.max(0, this.first - OVERSCAN);
    const to = Math.min(this.source.total ?? 0, this.first + this.seen + OVERSCAN);
    return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  }

  /** Scrolls no further than needed for a row to be seen. */
  scrollToRow(index) {
    const height = this.rowHeight();
    if (index * height < this.scroller.scrollTop) {
      this.scroller.scrollTop = index * height;
    } else if ((index + 1) * height > this.scroller.scrollTop + this.scroller.clientHeight) {
      this.scroller.scrollTop = (index + 1) * height - this.scroller.clientHeight;
    }
  }

  /** Asks anew, soon. */
  refreshSoon() {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.#refresh(), REFRESH_AFTER_MS);
  }

  async #refresh() {
    if (!this.scroller) {
      return;
    }
    // The row at the top stays where it is while rows come in above it; at the very top new mail is what one wants to see.
    const anchor = this.first > 0 ? this.source.row(this.first)?.id ?? null : null;
    const moved = await this.source.refresh(this.first - OVERSCAN, this.first + this.seen + OVERSCAN, anchor);
    await this.updateComplete;
    if (moved !== 0) {
      this.scroller.scrollTop += moved * this.rowHeight();
    }
  }
}
