// A piece of text whose found words stand between U+0002 and U+0003.

import { html } from 'lit';

/** The text with its found words marked. */
export function snippetOf(text) {
  return text.split('\u0002').map((piece, index) => {
    if (index === 0) {
      return piece;
    }
    const end = piece.indexOf('\u0003');
    return end < 0 ? piece : html`<mark>${piece.slice(0, end)}</mark>${piece.slice(end + 1)}`;
  });
}
