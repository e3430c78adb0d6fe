// Step two: everybody who can know is asked at once, and each answer is shown as it comes.

import { html, nothing } from 'lit';
import { Part } from '../core/part.js';
import { call, piece } from '../core/api.js';
import { t } from '../core/texts.js';
import { live } from '../core/live.js';
import { icon } from './icons.js';
import { emptyServer, serverLine } from './server-form.js';

const KIND_ICONS = { answer: 'good', nothing: 'close', skipped: 'close', failed: 'warning', refused: 'warning' };

class SetupSearch extends Part {
  static properties = { setup: { attribute: false }, asked: { attribute: false }, lines: { state: true }, proposals: { state: true }, ended: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.lines = [];
    this.proposals = [];
    this.ended = false;
    this.early = []; // what was told before the search had its number here
  }

  ears() {
    return [[live, 'discovery', (event) => this.#take(event.detail)]];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#search();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  async #search() {
    try {
      const { address, name } = this.asked;
      this.search = (await call('POST', '/api/setup/search', { address, name })).search;
      this.early.splice(0).forEach((event) => this.#take(event));
      const sofar = await call('GET', `/api/setup/search/${piece(this.search)}`);
      (sofar.findings ?? []).forEach((finding) => this.#line(finding, true));
      if (sofar.ended) {
        this.#end(sofar.proposals);
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  #take(event) {
    if (!this.search) {
      this.early.push(event);
    } else if (event.search === this.search) {
      if (event.asking) {
        this.#line(event.asking, false);
      }
      if (event.finding) {
        this.#line(event.finding, true);
      }
      if (event.ended) {
        this.#end(event.proposals);
      }
    }
  }

  #line(told, isAnswered) {
    const same = (line) => line.source === told.source && line.asked === told.asked;
    const known = this.lines.find(same);
    if (known && (!isAnswered && known.verdict)) {
      return;
    }
    this.lines = known ? this.lines.map((line) => (same(line) ? told : line)) : [...this.lines, told];
  }

  #end(proposals) {
    this.ended = true;
    this.proposals = proposals ?? [];
    this.lines = this.lines.filter((line) => line.kind); // nobody waits for the others any more
  }

  async #stop() {
    if (this.search && !this.ended) {
      this.ended = true;
      await call('DELETE', `/api/setup/search/${piece(this.search)}`).catch(() => {});
    }
  }

  #choose(proposal) {
    this.setup.take({ incoming: proposal.incoming, outgoing: proposal.outgoing, provider: proposal.oauth?.provider ?? null, concerns: proposal.concerns ?? [], tried: null });
    this.setup.to('check');
  }

  #byHand() {
    const { address } = this.asked;
    this.setup.take({ incoming: emptyServer('incoming', address), outgoing: emptyServer('outgoing', address), provider: null, concerns: [], tried: null });
    this.setup.to('check');
  }

  render() {
    return html`
      <section class="setup-search">
        <h2 id="step-heading" tabindex="-1">${t(!this.ended ? 'setup.searching' : this.proposals.length > 0 ? 'setup.found' : 'setup.notFound', { address: this.asked.address })}</h2>
        ${this.ended ? nothing : html`<progress aria-label=${t('setup.searching', { address: this.asked.address })}></progress>`}
        ${this.ended && this.proposals.length === 0 ? html`<p>${t('setup.notFoundTodo')}</p>` : nothing}
        ${this.failure ? html`<p role="alert">${this.failure.message} ${this.failure.todo}</p>` : nothing}
        <ul class="cards" aria-label=${t('setup.proposals')}>${this.proposals.map((proposal) => this.#card(proposal))}</ul>
        <details class="findings" ?open=${!this.ended || this.proposals.length === 0}>
          <summary>${t('setup.sources', { n: this.lines.length })}</summary>
          <ul aria-live="polite">${this.lines.map((line) => html`
            <li data-kind=${line.kind ?? 'asking'}>${line.kind ? icon(KIND_ICONS[line.kind]) : html`<span class="spinner"></span>`}
              <span><b>${line.name ?? line.source}</b> <span class="fine">${line.asked}</span></span><span>${line.kind ? line.text : t('setup.asking')}</span></li>`)}</ul>
        </details>
        <div class="buttons"><button type="button" class="quiet" @click=${() => this.setup.to('who')}>${t('back')}</button>
          <button type="button" @click=${this.#byHand}>${t('setup.manual')}</button>
          ${this.ended ? nothing : html`<button type="button" @click=${this.#stop}>${t('setup.stop')}</button>`}</div>
      </section>`;
  }

  #card(proposal) {
    return html`
      <li class="card proposal">
        <h3>${icon('computer')}${t('setup.pop3')}${proposal.recommended ? html`<span class="tag">${t('setup.recommended')}</span>` : nothing}</h3>
        <p>${t('setup.pop3Text')}</p>
        <dl><dt>${t('server.incoming')}</dt><dd>${serverLine(proposal.incoming)}</dd>
          <dt>${t('server.outgoing')}</dt><dd>${proposal.outgoing ? serverLine(proposal.outgoing) : t('server.none')}</dd>
          <dt>${t('server.user')}</dt><dd>${proposal.incoming.user}</dd></dl>
        <p class="fine">${[proposal.provider, proposal.why].filter(Boolean).join(' · ')}</p>
        ${(proposal.concerns ?? []).map((concern) => html`<p class="banner warning">${icon('warning')}<span>${concern.text}</span></p>`)}
        <button type="button" class="primary" @click=${() => this.#choose(proposal)}>${t('setup.choose')}</button>
      </li>`;
  }
}

customElements.define('setup-search', SetupSearch);
