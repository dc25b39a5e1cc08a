import { z } from 'zod';
import type { Entry } from '../knowledge/entry.ts';
import type { Kind, MECHANISMS } from '../knowledge/schema.ts';

/** What a channel can follow: `everything`, or `theme:jobs`, `mechanism:pfi`, `kind:law`, `authority:…` or `contractor:…` as the knowledge base spells it. */
export type Topic = string;

export const EVERYTHING: Topic = 'everything';

export const topicSchema: z.ZodType<Topic> = z.string().regex(/^(everything|(theme|mechanism|kind|authority|contractor):.+)$/su);

/** The topics that an entry belongs to. */
export const topicsOf = ({ kind, themes, mechanisms, authorities, contractors }: Entry): Topic[] => [
  EVERYTHING,
  ...mechanisms.map((value) => `mechanism:${value}`),
  ...themes.map((value) => `theme:${value}`),
  `kind:${kind}`,
  ...authorities.map((value) => `authority:${value}`),
  ...contractors.map((value) => `contractor:${value}`),
];

/** What is said for each, and what people also call it. */
const MECHANISM_NAMES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ssp: ['SSP', 'strategic partnerships', 'strategic service-delivery partnerships'],
  jvc: ['JVC', 'joint venture companies', 'joint ventures'],
  pfi: ['PFI', 'private finance initiative'],
  ppp: ['PPP', 'public-private partnerships'],
  lsp: ['LSP', 'local strategic partnerships'],
  laa: ['LAA', 'local area agreements'],
  'shared-services': ['shared services'],
  outsourcing: ['outsourcing', 'privatisation', 'contracting out'],
  commissioning: ['commissioning'],
  'framework-agreement': ['framework agreements'],
  'public-public': ['public-public partnerships'],
  'in-house': ['in-house', 'in-house options'],
  insourcing: ['insourcing', 'bringing services back in-house'],
  'spin-out': ['spin-outs', 'mutuals'],
} satisfies Record<(typeof MECHANISMS)[number], readonly [string, ...string[]]>;

const KIND_NAMES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  motion: ['all motions', 'motions', 'motion'],
  risk: ['all risks', 'risks'],
  'case-study': ['all case studies', 'case studies', 'cases', 'case study'],
  argument: ['all arguments', 'arguments', 'argument'],
  question: ['all questions', 'questions', 'question'],
  principle: ['all principles', 'principles', 'principle'],
  guidance: ['all guidance', 'guidance'],
  law: ['all law', 'law', 'laws'],
  method: ['all methods', 'methods', 'method'],
  organisation: ['all organisations', 'organisations', 'organisation'],
} satisfies Record<Kind, readonly [string, ...string[]]>;

/** What it is called, and then what else. A person who types one of these means it. */
export function namesOf(topic: Topic): readonly [string, ...string[]] {
  if (topic === EVERYTHING) return ['everything', 'all', 'anything', 'all topics', 'every topic'];
  const kind = topic.slice(0, topic.indexOf(':'));
  const value = topic.slice(kind.length + 1);
  if (kind === 'mechanism') return MECHANISM_NAMES[value] ?? [value];
  if (kind === 'kind') return KIND_NAMES[value] ?? [value];
  return [kind === 'theme' ? value.replaceAll('-', ' ') : value];
}

export const nameOf = (topic: Topic): string => namesOf(topic)[0];

/** `PFI, jobs and Capita`. */
export function sayTopics(topics: readonly Topic[]): string {
  const names = topics.map(nameOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
