// Addresses as people type and paste them: "Ana <ana@example.org>, luis@example.org; ...".

const LONGEST = 320; // octets of an address, RFC 5321 §4.5.3.1 (64 + 1 + 255)

/** Whether a text can be an address. Whether it is one, the server says. */
export function isAddress(text) {
  return text.length <= LONGEST && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+$/.test(text);
}

/** The people of a line; quoted names may hold commas. */
export function readPeople(text) {
  const pieces = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,;\n])+/g) ?? [];
  return pieces.map((piece) => piece.trim()).filter(Boolean).map(readPerson);
}

function readPerson(text) {
  const found = /^(.*)<([^<>]*)>$/.exec(text);
  return found
    ? { name: found[1].trim().replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1'), address: found[2].trim() }
    : { name: '', address: text };
}
