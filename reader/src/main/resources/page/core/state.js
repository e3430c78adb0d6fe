// What every part of the page looks at. Parts redraw when something here changes; nothing is kept twice.

import { call } from './api.js';
import { loadTexts } from './texts.js';

class State extends EventTarget {
  ready = false; // whether the first answer is there
  failure = null; // why it is not
  online = true; // whether the reader answers
  version = '';
  accounts = [];
  folders = [];
  settings = {};
  route = { view: 'start' };
  retryAt = 0; // when the lost line is tried again, ms since 1970

  /** Changes fields and tells everybody. */
  set(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event('change'));
  }

  /** Asks the reader for everything. */
  async load() {
    const all = await call('GET', '/api/state');
    const before = this.settings.language ?? '';
    if ((all.settings.language ?? '') !== before) {
      await loadTexts(all.settings.language ?? '');
    }
    this.set({ ...all, ready: true, failure: null, online: true });
  }

  /** Saves a part of the settings. */
  async save(settings) {
    const saved = await call('PUT', '/api/settings', settings);
    if ((saved.language ?? '') !== (this.settings.language ?? '')) {
      await loadTexts(saved.language ?? '');
    }
    this.set({ settings: saved });
    if ('language' in settings) {
      await this.load(); // folders have names in the person's language
    }
  }

  /** One account as it is now. */
  takeAccount(account) {
    const known = this.accounts.some((one) => one.address === account.address);
    this.set({ accounts: known ? this.accounts.map((one) => (one.address === account.address ? account : one)) : [...this.accounts, account] });
  }

  /** One folder as it is now; a new one makes the page ask for all, since their order is the reader's. */
  takeFolder(folder) {
    if (!this.folders.some((one) => one.id === folder.id)) {
      this.load().catch(() => {});
      return;
    }
    this.set({ folders: this.folders.map((one) => (one.id === folder.id ? folder : one)) });
    this.dispatchEvent(new CustomEvent('folder', { detail: folder }));
  }

  folder(id) {
    return this.folders.find((one) => one.id === id) ?? null;
  }

  /** The folder of a role of an account. */
  folderOf(address, role) {
    return this.folders.find((one) => one.account === address && one.role === role) ?? null;
  }

  /** Where the page begins: the common inbox, or the only one. */
  home() {
    return this.folders.find((one) => one.role === 'inbox' && one.account === null) ?? this.folders.find((one) => one.role === 'inbox') ?? null;
  }

  unread() {
    return this.folders.filter((one) => one.role === 'inbox' && one.account !== null).reduce((sum, one) => sum + one.unread, 0);
  }
}

export const state = new State();
