// Bringing mail in: a file or folder of this computer by its path, or files chosen in the browser.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call, query, upload } from '../core/api.js';
import { t } from '../core/texts.js';
import { live } from '../core/live.js';
import { changes } from '../core/act.js';

const KINDS = ['mbox', 'eml', 'maildir', 'thunderbird'];

class ImportDialog extends Part {
  static properties = { account: { state: true }, kind: { state: true }, job: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.kind = 'mbox';
  }

  ears() {
    return [[live, 'job', (event) => this.#take(event.detail)]];
  }

  async open(account) {
    this.account = account;
    this.job = null;
    this.failure = null;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #take(told) {
    if (this.job && told.id === this.job.id) {
      this.job = told;
      if (told.ended) {
        changes.dispatchEvent(new CustomEvent('reload'));
        state.load().catch(() => {});
      }
    }
  }

  render() {
    const folders = state.folders.filter((folder) => folder.account === this.account && folder.role !== 'outbox');
    const isFile = this.kind === 'mbox' || this.kind === 'eml';
    return html`
      <dialog aria-labelledby="import-heading">
        <form @submit=${this.#start}>
          <h2 id="import-heading">${t('import.title')}</h2>
          <label>${t('import.kind')}<select name="kind" @change=${(event) => { this.kind = event.target.value; }}>${KINDS.map((kind) => html`<option value=${kind} ?selected=${this.kind === kind}>${t(`import.kind.${kind}`)}</option>`)}</select></label>
          <label>${t('import.folder')}<select name="folder">${folders.map((folder) => html`<option value=${folder.id}>${folder.path || folder.name}</option>`)}</select></label>
          ${isFile ? html`<label>${t('import.files')}<input type="file" name="files" multiple></label>` : nothing}
          <label>${t(isFile ? 'import.orPath' : 'import.path')}<input name="path" autocomplete="off" spellcheck="false" ?required=${!isFile}></label>
          <div role="status">${this.job ? html`<p>${this.job.error ?? this.job.text ?? t('loading')}</p>` : nothing}</div>
          ${this.job && !this.job.ended ? html`<progress aria-label=${t('import.title')} max=${this.job.of ?? nothing} value=${this.job.of ? this.job.done : nothing}></progress>` : nothing}
          ${this.failure ? html`<p role="alert">${this.failure.message} ${this.failure.todo}</p>` : nothing}
          <div class="buttons"><button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>${t('close')}</button><button class="primary" ?disabled=${this.job && !this.job.ended}>${t('import.start')}</button></div>
        </form>
      </dialog>`;
  }

  async #start(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const files = data.getAll('files').filter((file) => file instanceof File && file.size > 0);
    const folder = String(data.get('folder'));
    this.failure = null;
    try {
      for (const file of files) {
        const { job } = await upload('/api/import' + query({ kind: this.kind, folder, name: file.name }), file);
        this.job = { id: job, done: 0, of: null, ended: false };
      }
      const path = String(data.get('path')).trim();
      if (path !== '') {
        const { job } = await call('POST', '/api/import', { path, kind: this.kind, folder });
        this.job = { id: job, done: 0, of: null, ended: false };
      }
    } catch (failure) {
      this.failure = failure;
    }
  }
}

customElements.define('import-dialog', ImportDialog);
