import { UserError } from '../core/user-error.ts';
import { WHO_ACCEPTS } from '../roles/directory-authority.ts';
import type { Broadcasts } from './broadcasts.ts';
import type { Desk } from './desk.ts';
import { checkReason, checkWords } from './draft-checks.ts';
import { officerOf } from './officers.ts';
import { cancelled, chased, corrected, paused, resumed, retried, withdrawn } from './transitions.ts';
import { triableOf } from './triable.ts';

type Running = Pick<Broadcasts, 'pause' | 'resume' | 'cancel' | 'retry' | 'correct' | 'withdraw' | 'chase'>;

/** What is done with a broadcast that is on its way or has arrived. */
export function createRunning(desk: Desk): Running {
  const { directory } = desk;

  return {
    pause: (id, asker) => desk.change(id, asker, 'broadcast paused', ({ broadcast }) => ({ next: paused(broadcast) })),
    resume: (id, asker) => desk.change(id, asker, 'broadcast resumed', ({ broadcast }, now) => ({ next: resumed(broadcast, officerOf(asker.request), now) })),
    async cancel(id, asker) {
      let isFirst = true;
      const broadcast = await desk.change(id, asker, 'broadcast cancelled', ({ broadcast: before }) => {
        isFirst = before.state !== 'cancelled';
        const isOut = before.state !== 'draft' && before.state !== 'waiting';
        return isFirst ? { next: cancelled(before), deliveries: isOut ? { kind: 'withdraw queued' } : undefined } : undefined;
      });
      return { broadcast, isFirst };
    },
    async retry(id, asker) {
      const seen = await desk.see(id, asker);
      const deliveries = await desk.deliveries(seen.broadcast.id);
      const { failed, added } = await triableOf(seen, deliveries, directory);
      if (failed.length + added.length === 0)
        throw new UserError(
          deliveries.some(({ why }) => why === 'not-accepted')
            ? 'Nothing of it can be tried again yet: the workspaces of these channels have not been accepted.'
            : 'Nothing of it can be tried again: no channel failed, and no branch without one has been given one.',
          `Link channels with \`setup\` in each. Workspaces are accepted by ${WHO_ACCEPTS}: \`workspaces\` lists them.`,
          {
            tryThese: [`broadcast status ${seen.broadcast.id}`],
          },
        );
      if (added.length > 0)
        await desk.change(id, asker, 'broadcast sent to channels linked since', ({ broadcast }, now) => ({
          next: retried(broadcast, now),
          deliveries: { kind: 'add', deliveries: added, lookAt: now, firstOf: [...new Set(added.map(({ branch }) => branch))] },
        }));
      if (failed.length > 0)
        await desk.change(id, asker, 'broadcast tried again', ({ broadcast }, now) => ({
          next: retried(broadcast, now),
          deliveries: { kind: 'try again', at: now },
        }));
      return failed.length + added.length;
    },
    async correct(id, words, asker) {
      checkWords(words);
      return desk.change(id, asker, 'broadcast corrected', ({ broadcast }, now) => ({
        next: corrected(broadcast, words, now),
        deliveries: { kind: 'show anew', at: now, alsoWithdraw: false },
      }));
    },
    async withdraw(id, reason, asker) {
      checkReason(reason);
      return desk.change(id, asker, 'broadcast withdrawn', ({ broadcast }, now) => ({
        next: withdrawn(broadcast, reason, now),
        deliveries: { kind: 'show anew', at: now, alsoWithdraw: true },
      }));
    },
    async chase(id, asker) {
      const { broadcast } = await desk.see(id, asker);
      const silent = await desk.store.silent(broadcast.id);
      await desk.change(id, asker, 'broadcast chased', (seen, now) => {
        const next = chased(seen.broadcast, now);
        if (silent === 0) throw new UserError('Everybody who has it has acknowledged it: nobody is left to remind.', `See \`broadcast status ${id}\`.`);
        return { next, deliveries: { kind: 'chase', number: next.chase?.done ?? 1, at: now } };
      });
      return silent;
    },
  };
}
