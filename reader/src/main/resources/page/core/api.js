// How the page talks to the reader: JSON over HTTP to where it came from.

import { language, t } from './texts.js';
import { state } from './state.js';

/** What went wrong, in the words of the reader: code for machines, text and todo for people. */
export class Failure extends Error {
  constructor(code, text, todo, status) {
    super(text);
    this.code = code;
    this.todo = todo;
    this.status = status;
  }
}

/** Headers of every call. The reader refuses calls without X-Buzon: other sites cannot send it. */
export function callHeaders() {
  return { 'X-Buzon': '1', 'Accept-Language': language() };
}

async function failureOf(answer) {
  let told = {};
  try {
    told = await answer.json();
  } catch {
    // The reader always says why in JSON; without it the status is all there is.
  }
  return new Failure(told.error ?? 'http', told.text ?? t('failure.http', { status: String(answer.status) }), told.todo ?? '', answer.status);
}

async function send(method, path, body, headers) {
  try {
    return await fetch(path, { method, body, headers: { ...callHeaders(), ...headers }, cache: 'no-store' });
  } catch {
    state.set({ online: false });
    throw new Failure('lost', t('connection.lost'), t('connection.todo'), 0);
  }
}

/** Calls the reader. Answers the JSON that came, or null. Throws a Failure. */
export async function call(method, path, body) {
  const answer = body === undefined
    ? await send(method, path)
    : await send(method, path, JSON.stringify(body), { 'Content-Type': 'application/json' });
  if (!answer.ok) {
    throw await failureOf(answer);
  }
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

/** Sends octets (a file) and answers the JSON that came. */
export async function upload(path, octets) {
  const answer = await send('POST', path, octets, { 'Content-Type': 'application/octet-stream' });
  if (!answer.ok) {
    throw await failureOf(answer);
  }
  return answer.json();
}

/** A piece of a path: folder ids and addresses hold colons, slashes and spaces. */
export const piece = encodeURIComponent;

/** The query part of a path; what is undefined, null or empty is left out. */
export function query(values) {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length === 0 ? '' : '?' + filled.map(([name, value]) => `${name}=${piece(value)}`).join('&');
}
