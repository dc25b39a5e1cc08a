import { open } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createWriteAheadLog } from '../../src/store/sqlite/write-ahead-log.ts';
import { openStore } from '../../src/store/store.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';

/** A log whose syncs end when the test says so. */
function madeUpLog() {
  const syncs: { readonly begunAfter: number; readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const seen = { commits: 0, isClosed: false };
  const log = createWriteAheadLog(async () => ({
    datasync: () => new Promise<void>((end, fail) => void syncs.push({ begunAfter: seen.commits, end, fail })),
    close: async () => {
      seen.isClosed = true;
    },
  }));
  return { log, syncs, seen };
}

const failure = (code: string): Error => Object.assign(new Error('made up'), { code });
const settle = (): Promise<void> => new Promise(setImmediate);

describe('what is committed', () => {
  it('is on the disk before anybody hears of it, however commits and syncs follow each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (steps) => {
        const { log, syncs, seen } = madeUpLog();
        const heard: { readonly commit: number; readonly onDisk: number }[] = [];
        let [onDisk, ended] = [0, 0];
        const endOne = async (): Promise<void> => {
          const sync = syncs[ended];
          if (sync === undefined) return;
          ended += 1;
          onDisk = Math.max(onDisk, sync.begunAfter);
          sync.end();
          await settle();
        };
        for (const isCommit of steps) {
          if (isCommit) {
            const commit = ++seen.commits;
            void log.sync().then(() => heard.push({ commit, onDisk }));
            await settle();
          } else await endOne();
        }
        while (ended < syncs.length) await endOne();
        expect(heard).toHaveLength(seen.commits);
        for (const { commit, onDisk: then } of heard) expect(then).toBeGreaterThanOrEqual(commit);
        // All that came while one was on its way share the next.
        expect(syncs.length).toBeLessThanOrEqual(1 + steps.filter((isCommit) => !isCommit).length + 1);
      }),
    );
  });

  it.each([
    ['ENOSPC', 'full', /Free some space/],
    ['EIO', 'damaged', /Check the disk/],
  ])('is not said to be kept when the disk does not take it (%s), and the next is tried anew', async (code, fault, message) => {
    const { log, syncs } = madeUpLog();
    const [first, second] = [log.sync(), log.sync()];
    await settle();
    syncs[0]?.fail(failure(code));
    await expect(first).rejects.toMatchObject({ fault, message: expect.stringMatching(message) });
    await settle();
    syncs[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });

  it('needs no log where nothing was written yet', async () => {
    const log = createWriteAheadLog(() => Promise.reject(failure('ENOENT')));
    await expect(log.sync()).resolves.toBeUndefined();
    await expect(log.close()).resolves.toBeUndefined();
  });

  it('waits for the sync that is on its way before it lets go of the file', async () => {
    const { log, syncs, seen } = madeUpLog();
    const synced = log.sync();
    await settle();
    const closed = log.close();
    await settle();
    expect(seen.isClosed).toBe(false);
    syncs[0]?.end();
    await Promise.all([synced, closed]);
    expect(seen.isClosed).toBe(true);
  });
});

describe('SQLite store', () => {
  it('brings each commit to the disk, many at once together, and reads without waiting for it', async () => {
    const database = await sqliteDatabase();
    const { db, close } = await openStore({ file: database.file }, surroundings);
    const file = await open(database.file, 'r');
    const datasync = vi.spyOn(Object.getPrototypeOf(file), 'datasync');
    await file.close();
    try {
      const insert = (id: string) => db.insertInto('installations').values({ id, sealed: 'x' }).execute();
      await insert('T1');
      expect(datasync).toHaveBeenCalledTimes(1);
      await db.transaction().execute((transaction) => transaction.insertInto('installations').values({ id: 'T2', sealed: 'x' }).execute());
      expect(datasync).toHaveBeenCalledTimes(2);
      await Promise.all(Array.from({ length: 20 }, (_, nth) => insert(`U${nth}`)));
      expect(datasync.mock.calls.length).toBeLessThan(12);
      const before = datasync.mock.calls.length;
      expect(await db.selectFrom('installations').select('id').execute()).toHaveLength(22);
      expect(datasync.mock.calls.length).toBe(before);
    } finally {
      datasync.mockRestore();
      await close();
      await database.drop();
    }
  });
});
