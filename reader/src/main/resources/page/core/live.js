// The live line: server-sent events read with fetch (an EventSource cannot send the header the reader asks for).
// When it breaks, the page says so and tries again with growing pauses.

import { callHeaders } from './api.js';
import { state } from './state.js';
import { tellNewMail } from './notify.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const SILENCE_MS = 40_000; // the reader says something every 15 s

/** Events that only some parts want: discovery, job, oauth, mail, outbox, folder. */
export const live = new EventTarget();

let run = null;
let resting = false; // another tab has the line: a browser has only six to a host

function take(name, data) {
  switch (name) {
    case 'hello':
      if (run !== null && run !== data.run) {
        location.reload(); // another reader process: its ids and perhaps its page are new
      }
      run = data.run;
      break;
    case 'state':
      state.takeAccount(data);
      break;
    case 'folder':
      state.takeFolder(data);
      break;
    case 'mail':
      tellNewMail(data);
      break;
    case 'gap': // events were lost
      state.load().catch(() => {});
      state.dispatchEvent(new Event('again'));
      break;
    case 'rest':
      resting = true;
      break;
    case 'bye':
      state.set({ online: false });
      break;
    default:
  }
  live.dispatchEvent(new CustomEvent(name, { detail: data }));
}

function takeBlock(block) {
  let name = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) {
      name = line.slice(6).trim();
    } else if (line.startsWith('data:')) {
      data.push(line.slice(5).replace(/^ /, ''));
    }
  }
  if (data.length > 0) {
    take(name, JSON.parse(data.join('\n')));
  }
}

/** Reads one connection until it ends. Calls `begun` when it is there. */
async function read(begun) {
  const abort = new AbortController();
  let alarm = setTimeout(() => abort.abort(), SILENCE_MS);
  try {
    const answer = await fetch('/api/events', { headers: { ...callHeaders(), Accept: 'text/event-stream' }, signal: abort.signal, cache: 'no-store' });
    if (!answer.ok) {
      return;
    }
    begun();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      clearTimeout(alarm);
      alarm = setTimeout(() => abort.abort(), SILENCE_MS);
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop();
      blocks.forEach(takeBlock);
    }
  } finally {
    clearTimeout(alarm);
    abort.abort();
  }
}

let wake = () => {};

/** Ends the pause before the next try: the button of the banner. */
export const retryNow = () => wake();

function pause(ms) {
  state.set({ online: false, retryAt: Date.now() + ms });
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Until the person comes back to this tab. */
function wanted() {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'visible') {
        document.removeEventListener('visibilitychange', look);
        window.removeEventListener('focus', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
  });
}

/** Listens for as long as the page is open. */
export async function listen() {
  let wait = FIRST_PAUSE_MS;
  let first = true;
  for (;;) {
    try {
      await read(() => {
        wait = FIRST_PAUSE_MS;
        if (!first || !state.ready) {
          state.load().catch(() => {}); // what happened meanwhile was not told
          state.dispatchEvent(new Event('again'));
        }
        first = false;
        state.set({ online: true });
      });
    } catch {
      // A line that broke: the pause below is the answer.
    }
    if (resting) {
      resting = false;
      await wanted();
    } else {
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
  }
}
