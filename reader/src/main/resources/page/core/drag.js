// Rows that are being dragged. The data of a drag cannot be read before the drop, and it never leaves this page.

export const dragged = { rows: [] };

/** Begins a drag of rows. */
export function drag(event, rows) {
  dragged.rows = rows;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', rows.map((row) => row.subject).join('\n'));
}

/** Ends it. */
export function dropped() {
  dragged.rows = [];
}
