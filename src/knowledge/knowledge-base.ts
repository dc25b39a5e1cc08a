import type { Suggestion } from '../core/form.ts';
import type { Citation } from '../core/reply.ts';
import { nearestLabels } from '../core/spelling.ts';
import type { Suggested } from '../core/steward.ts';
import { confidenceOf, type Evidence, evidenceOf, THRESHOLD } from './confidence.ts';
import type { Entry, Passage } from './entry.ts';
import { compileLexicon } from './lexicon.ts';
import type { Library } from './load.ts';
import { isNamed, isSameName, tellingWords } from './names.ts';
import { properNames } from './proper-names.ts';
import type { Kind, NotCovered } from './schema.ts';
import { createRanker, type Ranking } from './search/ranker.ts';
import { STOP_WORDS } from './search/stop-words.ts';
import type { IndexedText } from './search/text-index.ts';
import { stem, words } from './search/tokens.ts';

export interface FoundPassage {
  readonly entry: Entry;
  readonly passage: Passage;
  /** Share of the highest score the question could reach, 0 to 1. */
  readonly score: number;
}

export interface Answer {
  readonly question: string;
  readonly answered: boolean;
  /** How sure it is that the first passage answers, 0 to 1; answered from `THRESHOLD` on. */
  readonly confidence: number;
  /** What the confidence was judged by. */
  readonly evidence: Evidence;
  /** Best first, at most five; empty when not answered. */
  readonly passages: readonly FoundPassage[];
  /** Entries that come nearest, best first, at most three: what is offered when nothing answers. */
  readonly nearest: readonly Entry[];
  /** The subject that the question seems to be about, when that is one the knowledge base leaves to others. */
  readonly notCovered: NotCovered | undefined;
  /** What the question was about, in words of the knowledge base: no names, no numbers. */
  readonly topics: readonly string[];
}

/** A name or theme, and the entries that have it. */
export interface Named {
  readonly what: 'contractor' | 'authority' | 'theme';
  readonly value: string;
  readonly entries: readonly Entry[];
}

/** What the knowledge base can complete while a person types. */
type KnownName = Extract<Suggestion, 'entry' | 'authority' | 'contractor'>;

/** The knowledge base as it stands: read only, so that a reload swaps the whole. */
export interface KnowledgeBase {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Paths below the knowledge folder of what has a fault: an entry that was left out for it is not gone. */
  readonly faulty: ReadonlySet<string>;
  /** Every source, by its id in `sources.yml`. */
  readonly sources: ReadonlyMap<string, Citation>;
  ask(question: string): Answer;
  /** Entries of these kinds that speak of the words, best first; all of them, by title, when there are no words. */
  find(kinds: readonly Kind[], freeWords: string): Entry[];
  /** Values for type-ahead and "did you mean", nearest first. */
  suggest(what: KnownName, typed: string, limit: number): Suggested[];
  /** The contractor, authority or theme that a few words name. */
  namedIn(words: string): Named | undefined;
  /** The entry with that id, title or alias, misspelt or not; undefined when none is near, or several are. */
  lookUp(name: string): Entry | undefined;
  /** Whether the entries use the word, or it is one of those that questions are made with (`hello`, `please`). */
  isKnownWord(word: string): boolean;
}

const SHOWN = 5;
/** Labels looked at for the one that was meant. */
const CANDIDATES = 20;
/** A question of at most this many words may be no question but a name. */
const NAME_WORDS = 3;
/** Hits that an answer is judged by. */
const LOOKED_AT = 40;
/** Hits that a list is made from. */
const RANKED = 300;

/** How much each part of a passage counts. Its heading counts twice; what only helps to find it, little. */
const FIELD_WEIGHTS = { title: 1, heading: 2, text: 1, askedAs: 1, context: 0.1 } as const;

export function createKnowledgeBase(library: Library): KnowledgeBase {
  const entries = library.entries;
  const found = [...entries.values()].flatMap((entry) => entry.passages.map((passage) => ({ entry, passage })));
  const ranker = createRanker([...found.map(indexed), ...library.notCovered.map(outside)], {
    rephrasing: compileLexicon(library.lexicon),
    isName: properNames(found.map(({ entry, passage }) => `${entry.title}. ${passage.heading}. ${passage.text}`)),
  });
  const suggestions = suggestionsOf([...entries.values()]);
  const byName = namesOf([...entries.values()]);
  const topicStems = topicWords(library);
  const named = namesAndThemes([...entries.values()]);
  const coreStems = new Set(CORE_WORDS.map(stem));

  const passagesFor = (ranking: Ranking): FoundPassage[] =>
    ranking.hits.flatMap((hit) => {
      const at = found[hit.document];
      return at === undefined ? [] : [{ ...at, score: ranking.ceiling === 0 ? 0 : Math.min(1, hit.score / ranking.ceiling) }];
    });

  return {
    entries,
    faulty: new Set(library.faults.map(({ file }) => file)),
    sources: library.sources,
    ask(question) {
      // Letters alone ask nothing, whatever they may be found in.
      const isTelling = words(question).some((word) => word.length > 1);
      const ranking = ranker.rank(isTelling ? question : '', LOOKED_AT);
      const passages = passagesFor(ranking).slice(0, SHOWN);
      const inside = ranking.hits.find((hit) => hit.document < found.length);
      const beyond = ranking.hits.find((hit) => hit.document >= found.length);
      const evidence = evidenceOf(ranking, inside, beyond);
      const confidence = confidenceOf(evidence);
      const answered = confidence >= THRESHOLD;
      return {
        question,
        answered,
        confidence,
        evidence,
        passages: answered ? passages : [],
        nearest: [...new Set(passages.map(({ entry }) => entry))].slice(0, 3),
        notCovered:
          beyond && beyond.score > (inside?.score ?? 0) && !words(question).some((word) => coreStems.has(stem(word)))
            ? library.notCovered[beyond.document - found.length]
            : undefined,
        topics: [...new Set(words(question).filter((word) => topicStems.has(stem(word)) && !/^\d/.test(word)))],
      };
    },
    find(kinds, freeWords) {
      if (freeWords.trim() === '')
        return [...entries.values()].filter((entry) => kinds.includes(entry.kind)).sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
      const ranked = passagesFor(ranker.rank(freeWords, RANKED)).map(({ entry }) => entry);
      return [...new Set(ranked)].filter((entry) => kinds.includes(entry.kind));
    },
    suggest(what, typed, limit) {
      const all = suggestions[what];
      const shown = typed.trim() === '' ? [...all.keys()].slice(0, limit) : nearestLabels(typed, [...all.keys()], limit);
      return shown.map((label) => ({ label, value: all.get(label) ?? label }));
    },
    lookUp(name) {
      const direct = entries.get(name.trim().toLowerCase().replace(/\s+/g, '-'));
      if (direct) return direct;
      const typed = tellingWords(name);
      const near = nearestLabels(name, [...byName.keys()], CANDIDATES).filter((label) => isSameName(name, label));
      const whole = near.find((label) => tellingWords(label).length === typed.length);
      const meant = new Set((whole === undefined ? near : [whole]).map((label) => byName.get(label)));
      return meant.size === 1 ? [...meant][0] : undefined;
    },
    namedIn(typed) {
      const asked = words(typed);
      if (asked.length === 0 || asked.length > NAME_WORDS) return undefined;
      return named.find(({ value }) => isNamed(value, asked.join(' ')));
    },
    isKnownWord: (word) => STOP_WORDS.has(word.toLowerCase()) || ranker.index.vocabulary.has(word.toLowerCase()),
  };
}

/** Words that are Steward's own field: a question that holds one is never sent elsewhere. */
const CORE_WORDS = ['outsourcing', 'privatise', 'insourcing', 'tupe', 'pfi', 'ssp', 'lsp', 'procurement', 'partnership', 'tender', 'contractor'];

/** Contractors, authorities and themes, with the entries of each. */
function namesAndThemes(entries: readonly Entry[]): Named[] {
  const gather = (what: Named['what'], of: (entry: Entry) => readonly string[]): Named[] => {
    const having = new Map<string, Entry[]>();
    for (const entry of entries) for (const value of of(entry)) having.set(value, [...(having.get(value) ?? []), entry]);
    return Array.from(having, ([value, found]) => ({ what, value, entries: found }));
  };
  return [
    ...gather('contractor', (entry) => entry.contractors),
    ...gather('authority', (entry) => entry.authorities),
    ...gather('theme', (entry) => entry.themes),
  ];
}

/** A subject outside the knowledge base is indexed too: a question nearer to it than to any passage is not answered. */
const outside = ({ subject, asked }: NotCovered): IndexedText => ({
  fields: [{ text: subject, weight: FIELD_WEIGHTS.heading }, ...asked.map((text) => ({ text, weight: FIELD_WEIGHTS.askedAs, asked: true }))],
});

function indexed({ entry, passage }: { entry: Entry; passage: Passage }): IndexedText {
  const context = [entry.summary, ...entry.aliases, ...entry.authorities, ...entry.contractors, ...entry.mechanisms, ...entry.themes];
  const cited = passage.sources.map((source) => `${source.author ?? ''} ${source.publisher}`);
  return {
    fields: [
      { text: entry.title, weight: FIELD_WEIGHTS.title },
      { text: passage.heading, weight: FIELD_WEIGHTS.heading },
      { text: passage.text, weight: FIELD_WEIGHTS.text },
      ...passage.askedAs.map((asked) => ({ text: asked, weight: FIELD_WEIGHTS.askedAs, asked: true })),
      { text: [...context, ...cited].join('; '), weight: FIELD_WEIGHTS.context },
    ],
  };
}

/** What type-ahead offers: label to value, in alphabetical order of label. */
function suggestionsOf(entries: readonly Entry[]): Record<KnownName, Map<string, string>> {
  const sorted = (pairs: readonly (readonly [string, string])[]) => new Map([...pairs].sort(([a], [b]) => a.localeCompare(b, 'en-GB')));
  const names = (of: (entry: Entry) => readonly string[]) => sorted(entries.flatMap((entry) => of(entry).map((name) => [name, name] as const)));
  return {
    entry: sorted(entries.map((entry) => [entry.title, entry.id] as const)),
    authority: names((entry) => entry.authorities),
    contractor: names((entry) => entry.contractors),
  };
}

/** Every name an entry goes by. */
const namesOf = (entries: readonly Entry[]): Map<string, Entry> =>
  new Map(entries.flatMap((entry) => [entry.id.replaceAll('-', ' '), entry.title, ...entry.aliases].map((name) => [name, entry] as const)));

/** Stems that name a subject: those of titles, tags and the lexicon, less those of authorities' and contractors' names. */
function topicWords({ entries, lexicon }: Library): Set<string> {
  const all = [...entries.values()];
  const stemsOf = (texts: readonly string[]): string[] => texts.flatMap((text) => words(text).map(stem));
  const subjects = stemsOf([
    ...all.flatMap((entry) => [entry.title, ...entry.themes, ...entry.mechanisms]),
    ...Object.entries(lexicon.abbreviations).flat(),
    ...Object.entries(lexicon.sayings).flat(2),
  ]);
  const names = new Set(stemsOf(all.flatMap((entry) => [...entry.authorities, ...entry.contractors])));
  return new Set(subjects.filter((subject) => !names.has(subject)));
}
