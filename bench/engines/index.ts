import type { Engine } from './engine.ts';

export interface Listed {
  readonly id: string;
  readonly label: string;
  /** Reads every passage for every question, so that it is asked fewer questions of a large collection. */
  readonly scans?: true;
  /** Answers from the knowledge base only, whatever passages it is given. */
  readonly knowledgeOnly?: true;
  /** Loads the engine's code: only the process that measures it does. */
  load(): Promise<Engine>;
}

export const KNOWLEDGE_FOLDER = 'knowledge';

export const ENGINES: readonly Listed[] = [
  { id: 'steward', label: 'Steward', load: async () => (await import('./steward.ts')).steward },
  {
    id: 'steward-program',
    label: 'Steward as the program runs it',
    knowledgeOnly: true,
    load: async () => (await import('./steward-program.ts')).stewardProgram(KNOWLEDGE_FOLDER),
  },
  { id: 'fuse', label: 'Fuse.js, defaults', scans: true, load: async () => (await import('./fuse.ts')).fuseDefaults },
  { id: 'fuse-tokens', label: 'Fuse.js, token search', scans: true, load: async () => (await import('./fuse.ts')).fuseTokens },
  { id: 'minisearch', label: 'MiniSearch, defaults', load: async () => (await import('./minisearch.ts')).miniSearchDefaults },
  { id: 'minisearch-tuned', label: 'MiniSearch, stems and stop words', load: async () => (await import('./minisearch.ts')).miniSearchTuned },
  { id: 'orama', label: 'Orama, stems and stop words', load: async () => (await import('./orama.ts')).orama },
  { id: 'flexsearch', label: 'FlexSearch, stems and stop words', load: async () => (await import('./flexsearch.ts')).flexSearch },
  { id: 'lunr', label: 'Lunr', load: async () => (await import('./lunr.ts')).lunrSearch },
  { id: 'sqlite', label: 'SQLite FTS5, porter and stop words', load: async () => (await import('./sqlite.ts')).sqlite },
];
