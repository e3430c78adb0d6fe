// Writing: who, what, files. The draft is saved as one types; sending can be taken back for some seconds.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call } from '../core/api.js';
import { clock, language, size, t } from '../core/texts.js';
import { ask, drafts, reopen } from '../core/act.js';
import { DraftKeeper } from '../core/draft.js';
import { isAddress } from '../core/people-text.js';
import { goBack } from '../core/route.js';
import { tellFailure, toast, undoable } from '../core/toast.js';
import { icon } from './icons.js';
import './address-field.js';

const DEFAULT_UNDO_SECONDS = 5;

class ComposePane extends Part {
  static properties = { draftId: {}, keeper: { state: true }, failure: { state: true }, withCopies: { state: true }, isOver: { state: true }, isSending: { state: true }, identities: { state: true } };

  ears() {
    return [
      [window, 'beforeunload', (event) => { if (this.keeper && this.keeper.saving !== 'saved') event.preventDefault(); }],
      [this, 'keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#send(); } }],
    ];
  }

  willUpdate(changed) {
    if (changed.has('draftId') && this.keeper?.draft.id !== this.draftId) {
      this.#open();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.keeper && this.keeper.saving !== 'saved') {
      this.keeper.save().catch(tellFailure);
    }
  }

  async #open() {
    this.keeper = null;
    this.failure = null;
    try {
      const draft = drafts.get(this.draftId) ?? await call('POST', '/api/compose', { mode: 'edit', id: this.draftId });
      drafts.delete(this.draftId);
      this.keeper = new DraftKeeper(draft);
      this.keeper.addEventListener('change', () => this.requestUpdate());
      this.withCopies = draft.cc.length + draft.bcc.length > 0;
      this.#loadIdentities();
      await this.updateComplete;
      this.#begin(draft);
    } catch (failure) {
      this.failure = failure;
    }
  }

  #begin(draft) {
    const text = this.querySelector('textarea');
    text.value = draft.text;
    if (draft.to.length > 0 && draft.subject) {
      text.focus();
      text.setSelectionRange(0, 0);
      text.scrollTop = 0;
    } else {
      this.querySelector(draft.to.length > 0 ? '#write-subject' : 'address-field input').focus();
    }
  }

  async #loadIdentities() {
    const accounts = await Promise.allSettled(state.accounts.map((account) => call('GET', `/api/accounts/${encodeURIComponent(account.address)}`)));
    this.identities = accounts.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.identities.map((identity) => ({ ...identity, account: answer.value.address })) : []));
  }

  render() {
    if (this.failure) {
      return html`<div class="empty"><h1>${t('write.title')}</h1><p>${this.failure.message} ${this.failure.todo}</p><button type="button" @click=${goBack}>${t('back')}</button></div>`;
    }
    if (!this.keeper) {
      return html`<h1>${t('write.title')}</h1><p>${t('loading')}</p>`;
    }
    const { draft } = this.keeper;
    return html`
      <form class="compose" novalidate @submit=${(event) => { event.preventDefault(); this.#send(); }} data-over=${this.isOver ? 'yes' : 'no'}
            @dragover=${this.#dragOver} @dragleave=${() => { this.isOver = false; }} @drop=${this.#drop}>
        <div class="tools" role="toolbar" aria-label=${t('write.tools')}>
          <button type="button" class="quiet round" aria-label=${t('back')} title=${t('back')} @click=${goBack}>${icon('back')}</button>
          <h1>${draft.subject || t('write.title')}</h1>
          <span class="gap"></span>
          <span class="fine draft-state" role="status">${this.#savingWords()}</span>
          <button type="button" class="quiet round" aria-label=${t('write.discard')} title=${t('write.discard')} @click=${this.#discard}>${icon('trash')}</button>
          <button class="primary" ?disabled=${this.isSending}>${icon('sent')}<span>${t('write.send')}</span></button>
        </div>
        <div class="fields">
          ${this.#fromField(draft)}
          <div class="field"><address-field .label=${t('people.to')} .people=${draft.to} @people=${(event) => this.keeper.change({ to: event.detail })}></address-field>
            ${this.withCopies ? nothing : html`<button type="button" class="quiet small" @click=${() => { this.withCopies = true; }}>${t('write.copies')}</button>`}</div>
          ${this.withCopies ? html`
            <div class="field"><address-field .label=${t('people.cc')} .people=${draft.cc} @people=${(event) => this.keeper.change({ cc: event.detail })}></address-field></div>
            <div class="field"><address-field .label=${t('people.bcc')} .people=${draft.bcc} @people=${(event) => this.keeper.change({ bcc: event.detail })}></address-field></div>` : nothing}
          <div class="field"><label for="write-subject">${t('write.subject')}</label><input id="write-subject" autocomplete="off" spellcheck="true" .value=${draft.subject} @input=${(event) => this.keeper.change({ subject: event.target.value })}></div>
        </div>
        <textarea class="editor" lang=${language()} spellcheck="true" aria-label=${t('write.text')} @input=${(event) => this.keeper.change({ text: event.target.value })}></textarea>
        ${this.#files(draft)}
      </form>`;
  }

  #fromField(draft) {
    const identities = this.identities ?? [];
    return identities.length < 2 ? nothing : html`
      <div class="field"><label for="write-from">${t('people.from')}</label>
        <select id="write-from" @change=${(event) => { const chosen = identities[event.target.selectedIndex]; this.keeper.change({ account: chosen.account, identity: chosen.address }); }}>
          ${identities.map((identity) => html`<option ?selected=${identity.address === draft.identity}>${identity.name ? `${identity.name} <${identity.address}>` : identity.address}</option>`)}
        </select></div>`;
  }

  #files(draft) {
    return html`
      <section class="files" aria-label=${t('write.files')}>
        <label class="button quiet small attach">${icon('clip')}${t('write.attach')}<input type="file" multiple class="unseen" @change=${(event) => { this.#attach([...event.target.files]); event.target.value = ''; }}></label>
        <span class="fine wide-only">${t('write.dropHint')}</span>
        <ul>${draft.attachments.map((file) => html`<li class="chip">${icon('file')}${file.name} <span class="fine">${size(file.octets)}</span>
          <button type="button" class="quiet round" aria-label=${t('write.removeFile', { name: file.name })} @click=${() => this.keeper.detach(file.part).catch(tellFailure)}>${icon('close')}</button></li>`)}</ul>
      </section>`;
  }

  #savingWords() {
    switch (this.keeper.saving) {
      case 'saving':
      case 'changed':
        return t('write.saving');
      case 'failed':
        return t('write.notSaved', { why: this.keeper.failure.message });
      default:
        return this.keeper.savedAt ? t('write.savedAt', { time: clock(this.keeper.savedAt) }) : '';
    }
  }

  #dragOver(event) {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      this.isOver = true;
    }
  }

  #drop(event) {
    if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      this.isOver = false;
      this.#attach([...event.dataTransfer.files]);
    }
  }

  async #attach(files) {
    try {
      await this.keeper.attach(files);
    } catch (failure) {
      tellFailure(failure);
    }
  }

  async #send() {
    this.querySelectorAll('address-field').forEach((field) => field.settle());
    const { draft } = this.keeper;
    const people = [...draft.to, ...draft.cc, ...draft.bcc];
    const wrong = people.find((person) => !isAddress(person.address));
    if (people.length === 0 || wrong) {
      toast(wrong ? t('write.badAddress', { address: wrong.address }) : t('write.nobody'), null, { kind: 'failure' });
      this.querySelector('address-field input').focus();
      return;
    }
    if (draft.subject.trim() === '' && !await ask(t('write.noSubjectQuestion'), t('write.sendAnyway'))) {
      this.querySelector('#write-subject').focus();
      return;
    }
    this.isSending = true;
    try {
      const answer = await this.keeper.send();
      goBack();
      const seconds = state.settings.undoSeconds ?? DEFAULT_UNDO_SECONDS;
      undoable(t('write.sending'), answer.undo, { ms: seconds * 1000, then: (undone) => undone?.draft && reopen(undone.draft) });
    } catch (failure) {
      tellFailure(failure);
    } finally {
      this.isSending = false;
    }
  }

  async #discard() {
    if (await ask(t('write.discardQuestion'), t('write.discard'))) {
      try {
        await this.keeper.discard();
      } catch (failure) {
        tellFailure(failure);
      }
      goBack();
    }
  }
}

customElements.define('compose-pane', ComposePane);
