// The folders of all accounts: roles first, own folders below, with what is unread. Messages can be dropped on them.

import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { number, t } from '../core/texts.js';
import { toAccount, toFolder, toServer } from '../core/route.js';
import { call } from '../core/api.js';
import { tellFailure, toast } from '../core/toast.js';
import { ask, moveTo } from '../core/act.js';
import { dragged } from '../core/drag.js';
import { icon } from './icons.js';
import './menu-button.js';
import './account-status.js';

const DEPTH = 3; // deeper folders are indented no further

class FolderTree extends Part {
  static properties = { over: { state: true } };

  render() {
    const common = state.folders.filter((folder) => folder.account === null);
    return html`
      ${common.length === 0 ? nothing : html`<ul class="folders">${common.map((folder) => this.#folder(folder))}</ul>`}
      ${state.accounts.map((account) => this.#account(account))}`;
  }

  #account(account) {
    const folders = state.folders.filter((folder) => folder.account === account.address);
    return html`
      <section class="account" aria-label=${account.address}>
        <div class="account-head">
          <h2 title=${account.address}>${account.address}</h2>
          <menu-button label=${t('account.menu', { account: account.address })} .items=${this.#accountMenu(account)}></menu-button>
        </div>
        <account-status .account=${account}></account-status>
        <ul class="folders">${folders.map((folder) => this.#folder(folder))}</ul>
      </section>`;
  }

  #folder(folder) {
    const current = state.route.view === 'mail' && state.route.folder === folder.id;
    const depth = Math.min(DEPTH, folder.path ? folder.path.split('/').length - 1 : 0);
    const count = folder.role === 'outbox' || folder.role === 'drafts' ? folder.total : folder.unread;
    const names = count > 0 ? t(folder.role === 'outbox' ? 'folder.waiting' : folder.role === 'drafts' ? 'folder.drafts' : 'folder.unread', { folder: folder.name, n: count }) : folder.name;
    return html`
      <li class="folder-line" data-depth=${depth}>
        <a href=${toFolder(folder.id)} class=${classMap({ folder: true, unread: count > 0, over: this.over === folder.id })}
           aria-current=${current ? 'page' : nothing} aria-label=${names} data-role=${folder.role ?? 'own'} title=${folder.name}
           @dragover=${(event) => this.#dragOver(event, folder)} @dragleave=${() => { this.over = null; }}
           @drop=${(event) => this.#drop(event, folder)}>
          ${icon(folder.role ?? 'folder')}<span class="folder-name">${folder.name}</span>
          ${count > 0 ? html`<span class="count">${number(count)}</span>` : nothing}
        </a>
        ${folder.account === null || folder.role === 'outbox' ? nothing
          : html`<menu-button label=${t('folder.menu', { folder: folder.name })} .items=${this.#folderMenu(folder)}></menu-button>`}
      </li>`;
  }

  #takes(folder) {
    return dragged.rows.length > 0 && folder.account !== null && folder.role !== 'outbox';
  }

  #dragOver(event, folder) {
    if (this.#takes(folder)) {
      event.preventDefault();
      this.over = folder.id;
    }
  }

  #drop(event, folder) {
    event.preventDefault();
    this.over = null;
    if (this.#takes(folder)) {
      moveTo(dragged.rows, folder);
    }
  }

  #accountMenu(account) {
    return [
      { label: t('account.check'), run: () => this.#do(() => call('POST', '/api/collect', { account: account.address })) },
      { label: t('account.server'), href: toServer(account.address) },
      { label: t('folder.create'), run: () => this.#create(account) },
      { label: t('account.import'), run: () => document.querySelector('import-dialog').open(account.address) },
      { label: t('account.settings'), href: toAccount(account.address) },
    ];
  }

  #folderMenu(folder) {
    const own = folder.role === null;
    const path = `/api/folders/${encodeURIComponent(folder.id)}`;
    return [
      own ? { label: t('folder.rename'), run: () => this.#rename(folder, path) } : null,
      own ? { label: t('folder.delete'), run: () => this.#delete(folder, path) } : null,
      folder.role === 'trash' || folder.role === 'junk' ? { label: t('folder.empty'), run: () => this.#empty(folder, path) } : null,
      { label: t('folder.exportMbox'), href: `${path}/export?kind=mbox`, download: true },
      { label: t('folder.exportEml'), href: `${path}/export?kind=eml`, download: true },
    ].filter(Boolean);
  }

  async #do(work) {
    try {
      await work();
      await state.load();
    } catch (failure) {
      tellFailure(failure);
    }
  }

  #create(account) {
    document.querySelector('name-dialog').ask(t('folder.createTitle'), '', (name) =>
      this.#do(() => call('POST', '/api/folders', { account: account.address, name })));
  }

  #rename(folder, path) {
    document.querySelector('name-dialog').ask(t('folder.renameTitle', { folder: folder.name }), folder.name, (name) =>
      this.#do(() => call('PATCH', path, { name })));
  }

  async #delete(folder, path) {
    if (await ask(t('folder.deleteQuestion', { folder: folder.name, n: folder.total }), t('folder.delete'))) {
      await this.#do(() => call('DELETE', path));
    }
  }

  async #empty(folder, path) {
    if (await ask(t('folder.emptyQuestion', { folder: folder.name, n: folder.total }), t('folder.empty'))) {
      await this.#do(() => call('POST', `${path}/empty`, {}));
      toast(t('folder.emptied', { folder: folder.name }));
    }
  }
}

customElements.define('folder-tree', FolderTree);
