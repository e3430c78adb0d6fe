// Which messages are picked (for "delete these"), and which one is active (for keys and for reading).

export class Selection {
  active = null;
  #ids = new Set();

  has(id) {
    return this.#ids.has(id);
  }

  add(row) {
    if (row) {
      this.#ids.add(row.id);
    }
  }

  toggle(row) {
    if (row && !this.#ids.delete(row.id)) {
      this.#ids.add(row.id);
    }
  }

  clear() {
    this.#ids.clear();
  }

  get size() {
    return this.#ids.size;
  }
}
