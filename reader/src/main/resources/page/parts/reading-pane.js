// One message: who, when, what; warnings; what was kept away; the mail itself in a frame of another origin; attachments.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { state } from '../core/state.js';
import { call, query } from '../core/api.js';
import { longDate, t } from '../core/texts.js';
import { act } from '../core/keys.js';
import { changes, flag, markJunk, remove, write } from '../core/act.js';
import { openInList } from '../core/route.js';
import { announce, tellFailure } from '../core/toast.js';
import { isDark } from '../core/look.js';
import { icon } from './icons.js';
import { people } from './people.js';
import { attachments } from './attachments.js';
import { notices } from './notices.js';
import { conversation } from './conversation.js';
import './menu-button.js';

class ReadingPane extends Part {
  static properties = { message: {}, shown: { state: true }, failure: { state: true }, mode: { state: true }, preview: { state: true } };

  constructor() {
    super();
    this.shown = null;
    this.mode = 'mail';
  }

  ears() {
    return [
      [changes, 'rows', (event) => this.#changed(event.detail)],
    ];
  }

  willUpdate(changed) {
    if (changed.has('message') || this.dark !== isDark()) {
      this.dark = isDark();
      this.#load(changed.has('message'));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.readTimer);
  }

  async #load(another) {
    clearTimeout(this.readTimer);
    const id = this.message;
    if (another) {
      this.mode = 'mail';
      this.preview = null;
      this.failure = null;
    }
    if (id === null || id === undefined) {
      this.shown = null;
      return;
    }
    try {
      const shown = await call('GET', `/api/messages/${id}` + query({ dark: isDark() ? 1 : 0 }));
      if (this.message === id) {
        this.shown = shown;
        this.#readSoon(shown);
      }
    } catch (failure) {
      if (this.message === id) {
        this.shown = null;
        this.failure = failure;
        if (failure.status === 410) {
          openInList(null);
        }
      }
    }
  }

  #readSoon(shown) {
    const seconds = state.settings.markReadAfterSeconds ?? 0;
    if (shown.unread && seconds >= 0) {
      this.readTimer = setTimeout(() => flag([shown], { unread: false }), seconds * 1000);
    }
  }

  #changed({ ids, flags }) {
    if (flags && this.shown && ids.includes(this.shown.id)) {
      this.shown = { ...this.shown, ...flags };
    }
  }

  render() {
    if (this.failure) {
      return html`<div class="nothing-open">${this.#back()}<p>${this.failure.message}</p><p>${this.failure.todo}</p></div>`;
    }
    if (!this.shown) {
      return html`<div class="nothing-open">${this.message ? html`${this.#back()}<p>${t('loading')}</p>` : html`${icon('inbox')}<p>${t('message.none')}</p><p class="fine">${t('message.noneTodo')}</p>`}</div>`;
    }
    const mail = this.shown;
    return html`
      ${this.#tools(mail)}
      <article class="message" aria-labelledby="message-subject">
        <header class="message-head">
          <h1 id="message-subject">${mail.subject || t('list.noSubject')}</h1>
          ${people(mail)}
          <p class="message-date"><time datetime=${mail.date ?? nothing}>${longDate(mail.date)}</time></p>
          ${mail.server ? html`<p class="fine">${icon('server')} ${mail.server.there ? mail.server.why : t('server.gone')}</p>` : nothing}
        </header>
        ${notices(mail, (choice) => this.#showRemote(choice))}
        ${conversation(mail)}
        ${this.#content(mail)}
        ${attachments(mail, this.preview, (part) => { this.preview = this.preview === part ? null : part; })}
      </article>`;
  }

  #back() {
    return html`<button type="button" class="quiet round only-phone" aria-label=${t('back')} @click=${() => act('back')}>${icon('back')}</button>`;
  }

  #tools(mail) {
    const junk = state.folder(mail.folder)?.role === 'junk';
    const tool = (symbol, label, run, pressed) => html`<button type="button" class="quiet round" aria-label=${label} title=${label} aria-pressed=${pressed ?? nothing} @click=${run}>${icon(symbol)}</button>`;
    return html`
      <div class="tools" role="toolbar" aria-label=${t('message.tools')}>
        ${this.#back()}
        <button type="button" class="quiet" @click=${() => write('reply', mail.id)}>${icon('reply')}<span>${t('keys.reply')}</span></button>
        ${tool('replyAll', t('keys.all'), () => write('all', mail.id))}
        ${tool('forward', t('keys.forward'), () => write('forward', mail.id))}
        <span class="gap"></span>
        ${tool('star', t('list.star'), () => flag([mail], { starred: !mail.starred }), mail.starred ? 'true' : 'false')}
        ${tool(mail.unread ? 'read' : 'unread', t(mail.unread ? 'message.markRead' : 'message.markUnread'), () => flag([mail], { unread: !mail.unread }))}
        ${tool('move', t('keys.move'), () => document.querySelector('move-dialog').open([mail]))}
        ${tool('junk', t(junk ? 'message.notJunk' : 'keys.junk'), () => markJunk([mail], !junk))}
        ${tool('trash', t('keys.delete'), () => remove([mail]))}
        <menu-button label=${t('message.more')} .items=${this.#more(mail)}></menu-button>
      </div>`;
  }

  #more(mail) {
    const views = [['mail', 'message.showMail'], ['headers', 'message.showHeaders'], ['source', 'message.showSource']].filter(([mode]) => mode !== this.mode);
    return [
      ...views.map(([mode, key]) => ({ label: t(key), run: () => { this.mode = mode; } })),
      { label: t('message.forwardAttached'), run: () => write('attach', mail.id) },
      { label: t('message.saveRaw'), href: mail.raw, download: true },
      { label: t('message.print'), href: mail.view, target: '_blank' },
      mail.server?.there ? { label: t('message.deleteServer'), run: () => remove([mail], { server: true }) } : null,
    ].filter(Boolean);
  }

  #content(mail) {
    switch (this.mode) {
      case 'headers':
        return html`<div class="message-body scrolls" tabindex="0" aria-label=${t('message.headers')} role="region"><dl class="headers">${(mail.headers ?? []).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
      case 'source':
        return html`<iframe class="message-body" title=${t('message.source')} sandbox="" src=${mail.source} referrerpolicy="no-referrer"></iframe>`;
      default:
        // No allow-scripts and no allow-same-origin: whatever the mail holds, it stays a picture of itself.
        return html`<iframe class="message-body" title=${t('message.frame', { subject: mail.subject || t('list.noSubject') })} sandbox="allow-popups allow-popups-to-escape-sandbox" src=${mail.view} referrerpolicy="no-referrer"></iframe>`;
    }
  }

  async #showRemote(choice) {
    try {
      this.shown = await call('POST', '/api/messages/remote' + query({ dark: isDark() ? 1 : 0 }), { id: this.shown.id, ...choice });
      announce(t('remote.shown'));
    } catch (failure) {
      tellFailure(failure);
    }
  }
}

customElements.define('reading-pane', ReadingPane);
