import type { Broadcasts } from './broadcasts.ts';
import { type BroadcastNeeds, createDesk } from './desk.ts';
import { createDrafting } from './drafting.ts';
import { createReceiving } from './receiving.ts';
import { createRunning } from './running.ts';
import { createSeeing } from './seeing.ts';
import { createSentHere } from './sent-here.ts';

export function createBroadcasts(needs: BroadcastNeeds): Broadcasts {
  const desk = createDesk(needs);
  return { ...createDrafting(desk), ...createRunning(desk), ...createReceiving(desk), ...createSeeing(desk), ...createSentHere(desk) };
}
