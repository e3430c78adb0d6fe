// The files of a message: name, size, save; a look at pictures. They come from another origin than the page.

import { html, nothing } from 'lit';
import { size, t } from '../core/texts.js';
import { icon } from './icons.js';

/** The files, one of them perhaps looked at; `look` is called with a part. */
export function attachments(mail, preview, look) {
  const files = mail.attachments ?? [];
  if (files.length === 0) {
    return nothing;
  }
  const total = files.reduce((sum, file) => sum + file.octets, 0);
  const looked = files.find((file) => file.part === preview);
  return html`
    <section class="attachments" aria-labelledby="attachments-heading">
      <div class="attachments-head"><h2 id="attachments-heading">${t('attachments.title', { n: files.length })} <span class="fine">${size(total)}</span></h2>
        ${files.length > 1 && mail.all ? html`<a class="button small quiet" href=${mail.all} download>${icon('download')}${t('attachments.saveAll')}</a>` : nothing}</div>
      <ul>${files.map((file) => html`
        <li>${icon(file.preview ? 'image' : 'file')}
          <span class="file-name" title=${file.name}>${file.name}</span><span class="fine">${size(file.octets)}</span>
          ${file.dangerous ? html`<span class="danger-word">${icon('warning')}${t('attachments.dangerous')}</span>` : nothing}
          ${file.preview ? html`<button type="button" class="quiet small" aria-expanded=${preview === file.part ? 'true' : 'false'} aria-label=${t('attachments.lookAt', { name: file.name })} @click=${() => look(file.part)}>${t('attachments.look')}</button>` : nothing}
          <a class="button quiet small" href=${file.url} download aria-label=${t('attachments.saveNamed', { name: file.name })}>${icon('download')}${t('attachments.save')}</a></li>`)}</ul>
      ${looked?.preview ? html`<iframe class="preview" title=${t('attachments.lookAt', { name: looked.name })} sandbox="" src=${looked.preview} referrerpolicy="no-referrer"></iframe>` : nothing}
    </section>`;
}
