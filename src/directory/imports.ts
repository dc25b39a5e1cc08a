import type { Clock } from '../core/clock.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import { entryOf, newId } from '../reminders/reminders.ts';
import type { Branch } from './branch.ts';
import { carryOut, digestOf } from './carry-out.ts';
import { changesFor } from './changes-for.ts';
import type { BranchChange, DirectoryStore } from './directory-store.ts';
import type { Divisions } from './divisions-file.ts';
import type { Import } from './import.ts';
import type { Limits, Plan } from './import-plan.ts';
import { type ReadBranches, readBranches } from './read-branches.ts';
import { type UndoPlan, undoOf } from './undo-of.ts';

/** What commands may do with files of branches. A file is shown first, applied once, and can be taken back. Nothing is kept of columns that mean nothing here. */
export interface Imports {
  /** Reads a file and keeps it as a draft; changes nothing. @throws {UserError} when no row of it can be read */
  draft(bytes: Uint8Array, limits: Limits, request: Request): Promise<DraftedImport>;
  /**
   * Does what was shown, all of it or nothing, and once.
   * @returns `anew` with what it would do now, when the directory has changed in what it touches since it was shown: nothing was done
   */
  apply(
    id: string,
    limits: Limits,
    request: Request,
  ): Promise<{ readonly outcome: 'applied'; readonly done: Import } | ({ readonly outcome: 'anew' } & PlannedImport)>;
  /** What taking it back would do now; changes nothing. @throws {UserError} as `undo` */
  planUndo(id: string, limits: Pick<Limits, 'mayChange'>): Promise<PlannedUndo>;
  /** The same of the newest import that anything of can be taken back and that is all the person's to take back; undefined when there is none. */
  planLastUndo(limits: Pick<Limits, 'mayChange'>): Promise<(PlannedUndo & { readonly appliedAt?: Date | undefined }) | undefined>;
  /** Takes it back; what has been changed since is left as it is. @throws {UserError} when it touched a region that is not the person's to change */
  undo(id: string, limits: Pick<Limits, 'mayChange'>, request: Request): Promise<UndoneImport>;
  /** Those that were applied, newest first. */
  list(): Promise<readonly Import[]>;
  /** Forgets old ones. */
  purge(): Promise<void>;
}

export interface PlannedImport {
  readonly id: string;
  readonly plan: Plan;
}

export interface DraftedImport extends PlannedImport, Pick<ReadBranches, 'ignored'> {}

export interface PlannedUndo extends Pick<UndoPlan, 'left'> {
  readonly id: string;
  /** Branches that it added: they go. */
  readonly going: readonly Branch[];
  /** How those are that it changed, and how they will be. */
  readonly changing: readonly { readonly before: Branch; readonly after: Branch }[];
  /** Of those: how many channels that it linked are unlinked. */
  readonly unlinked: number;
}

export interface UndoneImport {
  readonly id: string;
  /** Names of branches that are as they were before. */
  readonly undone: readonly string[];
  readonly left: readonly { readonly id: string; readonly name: string; readonly why: string }[];
}

interface Needs {
  readonly store: DirectoryStore;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
const KEEP_DAYS = { drafts: 14, applied: 2 * 365 } as const;
const LISTED = 20;
const FAULTS_SAID = 3;

export function createImports({ store, clock }: Needs): Imports {
  async function planFor({ rows }: Pick<Import, 'rows'>, limits: Limits) {
    const found = { ...(await store.everything()), ...(await store.divisions()) };
    return { plan: changesFor(rows, found, limits), branches: found.branches };
  }

  async function find(id: string): Promise<Import> {
    const found = await store.findImport(id.trim().toLowerCase());
    if (found) return found;
    throw new UserError(`There is no import \`${id}\`.`, '`directory history` lists those that were applied; a draft is kept for two weeks.', {
      tryThese: ['directory history'],
    });
  }

  async function undoing(id: string, limits: Pick<Limits, 'mayChange'>): Promise<UndoPlan & { readonly done: Import }> {
    const done = await find(id);
    if (done.state !== 'applied') throw notApplied(done);
    const { branches, links } = await store.everything();
    const plan = undoOf(done, branches, links);
    refuseOthers(plan.changes, limits, await store.divisions());
    return { done, ...plan };
  }

  return {
    async draft(bytes, limits) {
      const { rows, faults, ignored } = readBranches(bytes);
      if (rows.length === 0) throw unreadable(faults);
      // What the file leaves out is decided now, so that whoever applies it later does what was shown.
      const filled = rows.map((row) => ({ ...row, region: row.region || limits.region }));
      const { plan } = await planFor({ rows: filled }, limits);
      const refused = [...faults.map((fault) => ({ ...fault, name: '' })), ...plan.refused].sort((one, other) => one.row - other.row);
      const draft: Import = { id: newId(), state: 'draft', rows: filled, shown: digestOf(plan), done: [], version: 1, createdAt: clock.now() };
      await store.addImport(draft);
      return { id: draft.id, plan: { ...plan, refused }, ignored };
    },
    async apply(id, limits, request) {
      const draft = await find(id);
      if (draft.state !== 'draft') throw alreadyDone(draft);
      const { plan, branches } = await planFor(draft, limits);
      if (plan.changes.length === 0) return { outcome: 'anew', id: draft.id, plan };
      const at = clock.now();
      const { change, done } = carryOut(draft, plan, branches, at);
      const entries = entriesOf(change.branches, `by import ${draft.id}`, request, at);
      const outcome = digestOf(plan) === draft.shown ? await store.apply({ ...change, entries }) : 'changed';
      if (outcome === 'done') return { outcome: 'applied', done };
      const now = await find(id);
      if (now.state !== 'draft') throw alreadyDone(now);
      const { plan: again } = await planFor(now, limits);
      await store.apply({ branches: [], entries: [], at: clock.now(), import: { ...now, shown: digestOf(again) } });
      return { outcome: 'anew', id: now.id, plan: again };
    },
    async planUndo(id, limits) {
      const { done, ...plan } = await undoing(id, limits);
      return plannedUndo(done, plan);
    },
    async planLastUndo(limits) {
      const { branches, links } = await store.everything();
      const divisions = await store.divisions();
      for (const done of await store.imports(LISTED)) {
        const plan = done.state === 'applied' ? undoOf(done, branches, links) : undefined;
        if (plan === undefined || plan.changes.length === 0 || othersIn(plan.changes, limits, divisions).length > 0) continue;
        return { ...plannedUndo(done, plan), appliedAt: done.appliedAt };
      }
      return undefined;
    },
    async undo(id, limits, request) {
      const { done, changes, unlinked, left } = await undoing(id, limits);
      const at = clock.now();
      const entries = entriesOf(changes, `as before import ${done.id}`, request, at);
      const outcome = await store.apply({ branches: changes, unlinked, entries, at, import: { ...done, state: 'undone' } });
      if (outcome !== 'done')
        throw new UserError('Somebody else is changing the directory just now, so nothing was undone.', `Try again: \`directory undo ${done.id}\`.`, {
          tryThese: [`directory undo ${done.id}`],
        });
      return { id: done.id, undone: changes.map(({ before }) => before.name), left };
    },
    list: () => store.imports(LISTED),
    async purge() {
      const ago = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS);
      await store.purgeImports({ drafts: ago(KEEP_DAYS.drafts), applied: ago(KEEP_DAYS.applied) });
    },
  };
}

const entriesOf = (changes: readonly BranchChange[], how: string, request: Request, at: Date) =>
  changes.flatMap(({ before, after }) => {
    const id = after?.id ?? before?.id;
    const what = before === undefined ? 'branch added' : after === undefined ? 'branch taken away' : 'branch changed';
    return id === undefined ? [] : [entryOf(`branch:${id}`, `${what} ${how}`, request, at)];
  });

const plannedUndo = ({ id }: Import, { changes, unlinked, left }: UndoPlan): PlannedUndo => ({
  id,
  going: changes.flatMap(({ before, after }) => (after === undefined ? [before] : [])),
  changing: changes.flatMap(({ before, after }) => (after === undefined ? [] : [{ before, after }])),
  unlinked: unlinked.length,
  left,
});

/** Names of the regions that are touched and are not the person's to change. */
function othersIn(changes: readonly BranchChange[], { mayChange }: Pick<Limits, 'mayChange'>, { regions }: Divisions): readonly string[] {
  const touched = new Set(changes.flatMap(({ before, after }) => [before, after].flatMap((branch) => branch?.region ?? [])));
  return regions.filter(({ id }) => touched.has(id) && !mayChange(id)).map(({ name }) => name);
}

function refuseOthers(changes: readonly BranchChange[], limits: Pick<Limits, 'mayChange'>, divisions: Divisions): void {
  const others = othersIn(changes, limits, divisions);
  if (others.length > 0)
    throw new UserError(
      `You may not undo that import: it changed branches of ${others.join(' and ')}.`,
      'It can be done by a regional officer of all its regions, a national officer or an administrator named by whoever runs Steward: ask one of them.',
    );
}

function unreadable(faults: ReadBranches['faults']): UserError {
  const said = faults.slice(0, FAULTS_SAID).map(({ row, why }) => `row ${row}: ${why}`);
  const more = faults.length > FAULTS_SAID ? `; and ${faults.length - FAULTS_SAID} more rows` : '';
  return new UserError(
    faults.length === 0 ? 'There are no branches in it, only the names of columns.' : `I can use none of it. ${said.join('; ')}${more}.`,
    'It is a CSV file with a first line such as `Branch,Code,Region,Service groups,Tags`, and a branch in each line after it.',
    { field: 'file' },
  );
}

const alreadyDone = ({ id, state }: Import): UserError =>
  new UserError(
    state === 'applied' ? `The import \`${id}\` was applied already: nothing was done twice.` : `The import \`${id}\` was undone.`,
    'Give the file again to import it anew.',
    {
      tryThese: state === 'applied' ? [`directory undo ${id}`] : ['directory history'],
    },
  );

const notApplied = ({ id, state }: Import): UserError =>
  new UserError(
    state === 'draft' ? `The import \`${id}\` was never applied, so there is nothing to undo.` : `The import \`${id}\` was undone already.`,
    '`directory history` lists them.',
    {
      tryThese: ['directory history'],
    },
  );
