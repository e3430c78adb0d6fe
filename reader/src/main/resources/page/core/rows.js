// The rows of a list that may hold 100,000: only those near what is seen are asked for and kept.

import { call } from './api.js';

const PAGE = 100;
const MOST_KEPT = 6_000;

export class RowSource extends EventTarget {
  total = null; // null until the first answer
  unread = 0;
  failure = null;
  #rows = []; // sparse: a hole is a row not asked for yet
  #asked = new Set(); // pages on their way
  #generation = 0;
  #path;

  /** @param path of (from, count): what to ask */
  constructor(path) {
    super();
    this.#path = path;
  }

  row(index) {
    return this.#rows[index];
  }

  /** Where a message stands, or -1 when it is not among the rows that are here. */
  find(id) {
    return this.#rows.findIndex((row) => row !== undefined && row.id === id);
  }

  loaded() {
    return this.#rows.filter((row) => row !== undefined);
  }

  /** Asks for what is missing from one index to another. */
  async want(from, to) {
    if (this.failure) {
      return; // asked again by a refresh, not by every redraw
    }
    const last = this.total === null ? 0 : Math.min(to, this.total - 1);
    const work = [];
    for (let page = Math.floor(Math.max(0, from) / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (!this.#asked.has(page) && this.#misses(page)) {
        work.push(this.#load(page));
      }
    }
    await Promise.all(work);
  }

  #misses(page) {
    const end = Math.min((page + 1) * PAGE, this.total ?? PAGE);
    for (let index = page * PAGE; index < end; index += 1) {
      if (this.#rows[index] === undefined) {
        return true;
      }
    }
    return this.total === null;
  }

  async #load(page) {
    const generation = this.#generation;
    this.#asked.add(page);
    try {
      const answer = await call('GET', this.#path(page * PAGE, PAGE));
      if (generation === this.#generation) {
        this.#take(answer);
      }
    } catch (failure) {
      if (generation === this.#generation) {
        this.failure = failure;
      }
    } finally {
      if (generation === this.#generation) {
        this.#asked.delete(page);
        this.dispatchEvent(new Event('change'));
      }
    }
  }

  #take(answer) {
    this.failure = null;
    this.total = answer.total;
    this.unread = answer.unread ?? 0;
    this.#rows.length = answer.total;
    answer.rows.forEach((row, index) => {
      this.#rows[answer.from + index] = row;
    });
    this.#forgetFarFrom(answer.from);
  }

  #forgetFarFrom(index) {
    let kept = 0;
    this.#rows.forEach(() => { kept += 1; });
    if (kept > MOST_KEPT) {
      const near = this.#rows.slice(Math.max(0, index - PAGE * 5), index + PAGE * 6);
      const start = Math.max(0, index - PAGE * 5);
      this.#rows = new Array(this.total);
      near.forEach((row, offset) => { this.#rows[start + offset] = row; });
    }
  }

  /** Asks anew for what is seen; the old rows stay until the answer is there. Answers by how many rows `anchor` moved. */
  async refresh(from, to, anchor) {
    this.#generation += 1;
    this.#asked.clear();
    const generation = this.#generation;
    const before = anchor === null ? -1 : this.find(anchor);
    const start = Math.max(0, Math.floor(from / PAGE) * PAGE - PAGE);
    const count = Math.min(1000, Math.ceil((to - start + 1) / PAGE) * PAGE + PAGE);
    try {
      const answer = await call('GET', this.#path(start, count));
      this.failure = null;
      if (generation !== this.#generation) {
        return 0;
      }
      this.#rows = [];
      this.#take(answer);
    } catch (failure) {
      this.failure = failure;
    }
    this.dispatchEvent(new Event('change'));
    const after = anchor === null ? -1 : this.find(anchor);
    return before >= 0 && after >= 0 ? after - before : 0;
  }

  /** Changes flags of rows at once. */
  patch(ids, flags) {
    const wanted = new Set(ids);
    this.#rows.forEach((row, index) => {
      if (wanted.has(row.id)) {
        this.#rows[index] = { ...row, ...flags };
      }
    });
    this.dispatchEvent(new Event('change'));
  }

  /** Takes rows out at once. */
  drop(ids) {
    const gone = new Set(ids);
    const places = [];
    this.#rows.forEach((row, index) => {
      if (gone.has(row.id)) {
        places.push(index);
      }
    });
    places.reverse().forEach((index) => this.#rows.splice(index, 1));
    this.total = (this.total ?? 0) - places.length;
    this.dispatchEvent(new Event('change'));
  }
}
