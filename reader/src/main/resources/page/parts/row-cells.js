// The cells of one row of the list.

import { html, nothing } from 'lit';
import { number, shortDate, t } from '../core/texts.js';
import { icon } from './icons.js';
import { snippetOf } from './snippet.js';

/** How a person is called: the name, or the address. */
export const called = (person) => person?.name || person?.address || '';

/** The cells of a row. Stars and boxes take no part in the tab order: the keys s and x do the same. */
export function rowCells(row, { sentTo, picked, onPick, onStar }) {
  const who = sentTo ? t('list.to', { who: row.to.map(called).join(', ') || t('list.nobody') }) : called(row.from) || t('list.unknown');
  const subject = row.subject || t('list.noSubject');
  return html`
    <div role="gridcell" class="cell-pick"><input type="checkbox" tabindex="-1" aria-label=${t('list.pick', { subject })} .checked=${picked} @change=${onPick}></div>
    <div role="gridcell" class="cell-text">
      <span class="line">
        ${row.unread ? html`<span class="unseen">${t('list.unread')}</span>` : nothing}
        <span class="who">${who}</span>
        ${row.conversation && row.conversation.count > 1 ? html`<span class="many" title=${t('list.conversation', { n: row.conversation.count })}>${number(row.conversation.count)}<span class="unseen">${t('list.conversation', { n: row.conversation.count })}</span></span>` : nothing}
        <time class="when" datetime=${row.date ?? nothing}>${shortDate(row.date)}</time>
      </span>
      <span class="line">
        ${row.replied ? html`<span class="mark" title=${t('list.replied')}>${icon('reply')}<span class="unseen">${t('list.replied')}</span></span>` : nothing}
        ${row.forwarded ? html`<span class="mark" title=${t('list.forwarded')}>${icon('forward')}<span class="unseen">${t('list.forwarded')}</span></span>` : nothing}
        <span class="subject">${subject}</span>
        <span class="preview">${row.snippet ? snippetOf(row.snippet) : row.preview}</span>
        ${row.attachments ? html`<span class="mark" title=${t('list.attachments')}>${icon('clip')}<span class="unseen">${t('list.attachments')}</span></span>` : nothing}
      </span>
    </div>
    <div role="gridcell" class="cell-star"><button type="button" tabindex="-1" class="quiet round star" aria-pressed=${row.starred ? 'true' : 'false'} aria-label=${t('list.star')} @click=${onStar}>${icon('star')}</button></div>`;
}
