import type { Clock } from '../core/clock.ts';
import type { Request } from '../core/request.ts';
import { nearestLabels } from '../core/spelling.ts';
import { UserError } from '../core/user-error.ts';
import { entryOf, newId, whose } from '../reminders/reminders.ts';
import type { AppraisalStore, Inputs, SavedAppraisal } from './appraisal-store.ts';

/** What commands may do with what is kept of appraisals. Everyone in a channel may use its file; who did what is written down. */
export interface Appraisals {
  /** Keeps what a person has given, for 30 days. @returns its short name */
  remember(inputs: Inputs, request: Request): Promise<string>;
  /** What this person worked out last in this place. @throws {UserError} when there is none */
  last(request: Request): Promise<Inputs>;
  /** One that was worked out in this place lately, by whomever, by its short name. */
  recent(id: string, request: Request): Promise<Inputs | undefined>;
  /** @throws {UserError} when the name is taken and `mayReplace` is not given */
  save(name: string, inputs: Inputs, mayReplace: boolean, request: Request): Promise<'saved' | 'replaced'>;
  /** @throws {UserError} when there is none of that name */
  find(name: string, request: Request): Promise<SavedAppraisal>;
  /** Those of the channel, latest first. */
  list(request: Request): Promise<readonly SavedAppraisal[]>;
  /** @throws {UserError} when there is none of that name */
  remove(name: string, request: Request): Promise<SavedAppraisal>;
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
/** More than a branch compares, and few enough to list. */
const MOST_SAVED = 200;

export function createAppraisals(store: AppraisalStore, clock: Clock): Appraisals {
  const oldest = (): Date => new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);

  async function find(name: string, request: Request): Promise<SavedAppraisal> {
    const saved = await store.find(whose(request), keyOf(name));
    if (saved !== undefined) return saved;
    const names = (await store.list(whose(request))).map((one) => one.name);
    const near = nearestLabels(name, names);
    const shown = near.length > 0 ? near : names.slice(0, 3);
    throw new UserError(
      `Nothing is saved as “${name}” in this channel.`,
      names.length === 0 ? 'Work something out first, then say `appraise save "option A"`.' : 'Say `appraise saved` for all there is.',
      { field: 'name', tryThese: shown.map((one) => `appraise saved "${one}"`) },
    );
  }

  return {
    find,
    async remember(inputs, request) {
      const id = newId();
      await store.keep({ ...inputs, ...whose(request), id, at: clock.now() });
      await store.purge(oldest());
      return id;
    },
    recent: (id, request) => store.recent(whose(request), id, oldest()),
    async last(request) {
      const last = await store.last(whose(request), oldest());
      if (last !== undefined) return last;
      throw new UserError(
        `You have worked nothing out in this place in the last ${KEPT_DAYS} days, so there is nothing to go on from.`,
        'Work something out first: `appraise` shows the ten calculators.',
        { tryThese: ['appraise'] },
      );
    },
    async save(name, inputs, mayReplace, request) {
      const { platform, workspace, channel } = whose(request);
      if ((await store.list(whose(request))).length >= MOST_SAVED)
        throw new UserError(
          `This channel has ${MOST_SAVED} saved appraisals, which is all that it can have.`,
          'Delete one first: `appraise delete "its name"`.',
        );
      const saved = { ...inputs, platform, workspace, channel, id: newId(), name, key: keyOf(name), savedAt: clock.now() };
      const outcome = await store.save(saved, mayReplace, entryOf(`appraisal:${saved.id}`, 'appraisal saved', request, saved.savedAt));
      if (outcome !== 'taken') return outcome;
      throw new UserError(`There is one called “${name}” already in this channel.`, 'Give this one another name, or replace the other.', {
        field: 'name',
        tryThese: [`appraise save "${name} (2)"`, `appraise save "${name}" --replace`, `appraise saved "${name}"`],
      });
    },
    list: (request) => store.list(whose(request)),
    async remove(name, request) {
      const saved = await find(name, request);
      await store.remove(whose(request), saved.key, entryOf(`appraisal:${saved.id}`, 'appraisal deleted', request, clock.now()));
      return saved;
    },
  };
}

/** `Option A` and `option  a` are one name. */
const keyOf = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
