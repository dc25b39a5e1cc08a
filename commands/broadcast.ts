import type { Command } from '../src/core/command.ts';
import { broadcastActs } from './broadcast-acts.ts';
import { approve, confirm, show } from './broadcast-confirm.ts';
import { acknowledge, ask } from './broadcast-receipts.ts';
import { exportStatus, status } from './broadcast-status.ts';
import { correct, withdraw } from './broadcast-words.ts';
import { change, write } from './broadcast-write.ts';
import type { Services } from './services.ts';

/** From writing guidance to knowing that it was read. */
export const broadcastCommands: readonly Command<Services>[] = [
  ...[write, change, confirm, approve, show, status, exportStatus],
  ...broadcastActs,
  ...[correct, withdraw, acknowledge, ask],
];
