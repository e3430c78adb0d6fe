// A draft that is being written: saved as one types, a moment after the last key, never two savings at once.

import { call, piece, upload } from './api.js';

const SAVE_AFTER_MS = 800;

export class DraftKeeper extends EventTarget {
  draft;
  saving = 'saved'; // saved | changed | saving | failed
  savedAt = null;
  failure = null;
  #timer = null;
  #work = Promise.resolve();

  constructor(draft) {
    super();
    this.draft = draft;
  }

  #tell(saving) {
    this.saving = saving;
    this.dispatchEvent(new Event('change'));
  }

  /** Takes changes and saves them soon. */
  change(changes) {
    this.draft = { ...this.draft, ...changes };
    this.#tell('changed');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save().catch(() => {}), SAVE_AFTER_MS);
  }

  /** Saves now, after what is being saved. */
  save() {
    clearTimeout(this.#timer);
    this.#work = this.#work.catch(() => {}).then(() => this.#save());
    return this.#work;
  }

  async #save() {
    if (this.saving === 'saved') {
      return;
    }
    this.#tell('saving');
    try {
      const answer = await call('PUT', `/api/drafts/${piece(this.draft.id)}`, this.draft);
      this.draft = { ...this.draft, id: answer.id };
      this.savedAt = new Date().toISOString();
      this.failure = null;
      this.#tell(this.saving === 'saving' ? 'saved' : this.saving); // typed meanwhile: still changed
    } catch (failure) {
      this.failure = failure;
      this.#tell('failed');
      throw failure;
    }
  }

  /** Stops saving: the draft was sent or thrown away. */
  stop() {
    clearTimeout(this.#timer);
    this.saving = 'saved';
  }

  #path(rest = '') {
    return `/api/drafts/${piece(this.draft.id)}${rest}`;
  }

  /** Adds files one after the other. */
  async attach(files) {
    await this.save();
    for (const file of files) {
      const answer = await upload(`${this.#path('/attachments')}?name=${piece(file.name)}&type=${piece(file.type)}`, file);
      this.#takeFiles(answer);
    }
  }

  async detach(part) {
    this.#takeFiles(await call('DELETE', this.#path(`/attachments/${piece(part)}`)));
  }

  #takeFiles(answer) {
    if (answer?.attachments) {
      this.draft = { ...this.draft, id: answer.id ?? this.draft.id, attachments: answer.attachments };
      this.dispatchEvent(new Event('change'));
    }
  }

  /** Sends: answers {undo, at}. */
  async send() {
    await this.save();
    const answer = await call('POST', this.#path('/send'), {});
    this.stop();
    return answer;
  }

  async discard() {
    this.stop();
    await this.#work.catch(() => {});
    await call('DELETE', this.#path());
  }
}
