// The other messages of a conversation, oldest first, each a line to go to.

import { html, nothing } from 'lit';
import { shortDate, t } from '../core/texts.js';
import { openInList } from '../core/route.js';
import { called } from './row-cells.js';

/** The conversation a message belongs to; nothing when it stands alone. */
export function conversation(mail) {
  const rows = mail.conversation ?? [];
  if (!Array.isArray(rows) || rows.length < 2) {
    return nothing;
  }
  return html`
    <details class="conversation"><summary>${t('conversation.title', { n: rows.length })}</summary>
      <ol>${rows.map((row) => html`<li data-unread=${row.unread ? 'yes' : 'no'}>
        <button type="button" aria-current=${row.id === mail.id ? 'true' : nothing} @click=${() => openInList(row.id)}>
          <b>${called(row.from)}</b><span>${row.preview || row.subject}</span><time>${shortDate(row.date)}</time></button></li>`)}</ol>
    </details>`;
}
