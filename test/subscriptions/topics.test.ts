import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceIn } from '../../commands/pace-in.ts';
import { parts, quoted, topicsInWords } from '../../commands/topics-in.ts';
import { describePattern } from '../../src/calendar/describe.ts';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { nameOf, namesOf, sayTopics, topicSchema } from '../../src/subscriptions/topic.ts';
import { findTopic, suggestTopics, topicsIn } from '../../src/subscriptions/topics.ts';

const knowledge = createKnowledgeBase(loadLibrary(resolve(import.meta.dirname, '../../knowledge')));
const topics = topicsIn(knowledge);
const all = [...topics.keys()];
const around = { now: new Date('2026-11-25T09:30:00Z'), zone: 'Europe/London', division: 'england-and-wales' } as const;

describe('topics', () => {
  it('are every theme, way of doing it, kind, authority and contractor, and everything', () => {
    for (const { themes, mechanisms, kind, authorities, contractors } of knowledge.entries.values()) {
      const own = [...themes.map((one) => `theme:${one}`), ...mechanisms.map((one) => `mechanism:${one}`), `kind:${kind}`];
      for (const topic of [...own, ...authorities.map((one) => `authority:${one}`), ...contractors.map((one) => `contractor:${one}`)])
        expect(topics.get(topic)).toBeGreaterThan(0);
    }
    expect(topics.get('everything')).toBe(knowledge.entries.size);
    for (const topic of all) expect(topicSchema.parse(topic)).toBe(topic);
  });

  it('each goes by a name of its own, in capitals or not, in a button and where it is typed', () => {
    expect(new Set(all.map(nameOf)).size).toBe(all.length);
    for (const topic of all) {
      expect(findTopic(nameOf(topic), all), topic).toEqual({ kind: 'found', topic });
      expect(findTopic(nameOf(topic).toUpperCase(), all), topic).toEqual({ kind: 'found', topic });
      expect(topicsInWords(quoted(topic), knowledge, nameOf), topic).toEqual([topic]);
      expect(suggestTopics(nameOf(topic), topics, 20).map(({ value }) => value)).toContain(nameOf(topic));
    }
  });

  it('no name of one is read for a time', () => {
    for (const topic of all.flatMap(namesOf)) {
      expect(paceIn(topic, around), topic).toEqual({ kind: 'none', rest: topic });
      const said = paceIn(`${topic} every Friday 4pm`, around);
      expect(parts(said.rest), topic).toEqual(parts(topic));
    }
  });

  it('each time that is understood is understood again as it is said back', () => {
    const days = fc.subarray(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], { minLength: 1 });
    const pace = fc.oneof(
      fc.constantFrom('daily', 'weekly', 'every weekday', 'every working day'),
      days.map((some) => `every ${some.join(' and ')}`),
    );
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(pace, time, (how, at) => {
        const said = paceIn(`pfi ${how} ${at}`, around);
        if (said.kind !== 'pace') throw new Error(said.kind);
        const again = paceIn(`pfi ${describePattern(said.schedule)}`, around);
        expect(again).toMatchObject({ kind: 'pace', schedule: said.schedule, rest: 'pfi' });
      }),
    );
  });

  it.each([
    ['pfi', 'mechanism:pfi'],
    ['Private Finance Initiative', 'mechanism:pfi'],
    ['job', 'theme:jobs'],
    ['pay-and-conditions', 'theme:pay-and-conditions'],
    ['penisons', 'theme:pensions'],
    ['risk', 'theme:risk'],
    ['risks', 'kind:risk'],
    ['all law', 'kind:law'],
    ['case studies', 'kind:case-study'],
    ['capitta', 'contractor:Capita'],
    ['barnet', 'authority:London Borough of Barnet'],
    ['all', 'everything'],
  ])('“%s” is %s', (words, topic) => {
    expect(findTopic(words, all)).toEqual({ kind: 'found', topic });
  });

  it.each(['x', 'zzzqqq', 'tesco', '???'])('“%s” is none', (words) => {
    expect(findTopic(words, all).kind).toBe('none');
  });

  it('a topic without entries can still be left by its name', () => {
    expect(findTopic('gone ltd', ['contractor:Gone Ltd', 'theme:jobs'])).toEqual({ kind: 'found', topic: 'contractor:Gone Ltd' });
  });

  it('are said in a sentence', () => {
    expect(sayTopics(['mechanism:pfi'])).toBe('PFI');
    expect(sayTopics(['mechanism:pfi', 'theme:jobs', 'contractor:Capita'])).toBe('PFI, jobs and Capita');
  });
});
