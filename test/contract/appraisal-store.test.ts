import { describe, expect, it } from 'vitest';
import type { AppraisalStore, RecentAppraisal, SavedAppraisal } from '../../src/appraisals/appraisal-store.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import { appraisalsInStore } from '../../src/store/appraisals.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const EVER = new Date(0);
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
let made = 0;
const place = (): { platform: string; workspace: string; channel: string } => ({ platform: 'test', workspace: `W${++made}`, channel: 'C1' });
const recent = (more: Partial<RecentAppraisal> = {}): RecentAppraisal => ({
  ...{ id: `r${++made}`, platform: 'test', workspace: 'W1', channel: 'C1', person: 'U1', calculator: 'jobs', at: NOW },
  inputs: { staff: '1250-1500', rate: '42%' },
  ...more,
});
const saved = (more: Partial<SavedAppraisal> = {}): SavedAppraisal => ({
  ...{ id: `s${++made}`, platform: 'test', workspace: 'W1', channel: 'C1', name: 'Option A', key: 'option a', calculator: 'jobs', savedAt: NOW },
  inputs: { staff: '1250-1500' },
  ...more,
});
const entry = (subject: string, action = 'appraisal saved'): AuditEntry => ({ at: NOW, platform: 'test', workspace: 'W1', person: 'U1', action, subject });

describeOnEveryEngine('AppraisalStore', (create) => {
  const opened = useStore(create);
  const store = (): AppraisalStore => appraisalsInStore(opened().db);
  const historyOf = (subject: string) => remindersInStore(opened().db).history(subject, 9);

  describe('what was worked out lately', () => {
    it('is given back as it was given, the last of a person in a place first', async () => {
      const here = place();
      const first = recent({ ...here, inputs: { words: 'Line “one”\nline two; \u{1F514}', years: 10, isBorrowed: true } });
      const second = recent({ ...here, at: after(1_000) });
      await store().keep(first);
      expect(await store().last({ ...here, person: 'U1' }, EVER)).toEqual(first);
      await store().keep(second);
      expect(await store().last({ ...here, person: 'U1' }, EVER)).toEqual(second);
      expect(await store().recent(here, first.id, EVER)).toEqual(first);
    });

    it('belongs to its place and person', async () => {
      const here = place();
      const one = recent(here);
      await store().keep(one);
      expect(await store().last({ ...here, person: 'U2' }, EVER)).toBeUndefined();
      for (const elsewhere of [{ channel: 'C2' }, { workspace: 'W0' }, { platform: 'other' }]) {
        expect(await store().last({ ...here, ...elsewhere, person: 'U1' }, EVER)).toBeUndefined();
        expect(await store().recent({ ...here, ...elsewhere }, one.id, EVER)).toBeUndefined();
      }
    });

    it('is forgotten in time, and what was saved is not', async () => {
      const here = place();
      const old = recent(here);
      await store().keep(old);
      await store().save(saved(here), false, entry('appraisal:kept'));
      expect(await store().last({ ...here, person: 'U1' }, after(1))).toBeUndefined();
      expect(await store().recent(here, old.id, after(1))).toBeUndefined();
      await store().purge(NOW);
      expect(await store().recent(here, old.id, EVER)).toBeDefined();
      await store().purge(after(1));
      expect(await store().recent(here, old.id, EVER)).toBeUndefined();
      expect(await store().list(here)).toHaveLength(1);
    });
  });

  describe('a channel’s file', () => {
    it('gives back what was saved, latest first, and nothing of other channels', async () => {
      const here = place();
      const one = saved(here);
      const other = saved({ ...here, name: 'Option B', key: 'option b', savedAt: after(1_000) });
      for (const each of [one, other]) expect(await store().save(each, false, entry(`appraisal:${each.id}`))).toBe('saved');
      await store().save(saved({ ...here, channel: 'C2' }), false, entry('appraisal:elsewhere'));
      expect(await store().find(here, 'option a')).toEqual(one);
      expect(await store().list(here)).toEqual([other, one]);
      expect(await historyOf(`appraisal:${one.id}`)).toEqual([entry(`appraisal:${one.id}`)]);
    });

    it('keeps a name for one, and replaces it only when told to', async () => {
      const here = place();
      const [first, second] = [saved(here), saved({ ...here, name: 'OPTION A', inputs: { staff: '50' } })];
      await store().save(first, false, entry('appraisal:1'));
      expect(await store().save(second, false, entry(`appraisal:${second.id}`))).toBe('taken');
      expect(await store().find(here, 'option a')).toEqual(first);
      expect(await historyOf(`appraisal:${second.id}`)).toEqual([]);
      expect(await store().save(second, true, entry(`appraisal:${second.id}`))).toBe('replaced');
      expect(await store().list(here)).toEqual([second]);
    });

    it('gives a name to one of many who take it at once', async () => {
      const here = place();
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => store().save(saved(here), false, entry('appraisal:race'))));
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(await store().list(here)).toHaveLength(1);
    });

    it('takes one out, once', async () => {
      const here = place();
      const one = saved(here);
      await store().save(one, false, entry(`appraisal:${one.id}`));
      const removals = await Promise.all([1, 2, 3].map(() => store().remove(here, 'option a', entry(`appraisal:${one.id}`, 'appraisal deleted'))));
      expect(removals.filter(Boolean)).toHaveLength(1);
      expect(await store().find(here, 'option a')).toBeUndefined();
      expect((await historyOf(`appraisal:${one.id}`)).map(({ action }) => action).sort()).toEqual(['appraisal deleted', 'appraisal saved']);
    });

    it('says that a damaged row is damaged', async () => {
      const here = place();
      const one = saved(here);
      await store().save(one, false, entry('appraisal:damaged'));
      await opened().db.updateTable('appraisals').set({ inputs: '{"staff": [1]}' }).where('id', '=', one.id).execute();
      await expect(store().find(here, 'option a')).rejects.toMatchObject({ name: 'StoreError', fault: 'damaged' });
    });
  });
});
