// The first module: texts, then the state from the reader, then the live line; the shell draws itself meanwhile.

import { loadTexts } from './core/texts.js';
import { state } from './core/state.js';
import { listen } from './core/live.js';
import { followRoutes } from './core/route.js';
import { followKeys } from './core/keys.js';
import { followLook } from './core/look.js';
import './parts/app-shell.js';

await loadTexts('');
followLook();
followRoutes();
followKeys();
try {
  await state.load();
} catch (failure) {
  state.set({ failure });
}
listen();
