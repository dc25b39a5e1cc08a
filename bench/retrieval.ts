// npm run bench -- retrieval [--collections FOLDER | --collection FILE] [--questions FOLDER] [--passages N] [--only ENGINE,ENGINE]
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { loadLibrary } from '../src/knowledge/load.ts';
import { type Collection, readCollection, readCollections } from './collections.ts';
import { ENGINES, KNOWLEDGE_FOLDER, type Listed } from './engines/index.ts';
import { knowledgeCollection } from './knowledge-collection.ts';
import { measuredSchema, measureEngine } from './measure-engine.ts';
import { collectionReport, latencyVerdict, meanReport, type Row } from './report.ts';
import { synthesise } from './synthetic.ts';

const PASSAGES = 10_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const note = (text: string): void => void process.stderr.write(`${text}\n`);

const { values: options } = parseArgs({
  options: {
    collection: { type: 'string' },
    collections: { type: 'string' },
    questions: { type: 'string', default: 'test/eval' },
    passages: { type: 'string' },
    only: { type: 'string' },
    /** Given to the processes that this one starts. */
    engine: { type: 'string' },
  },
});

async function compare(): Promise<void> {
  const engines = options.only === undefined ? ENGINES : options.only.split(',').map(engineNamed);
  const passages = Number(options.passages ?? PASSAGES);
  if (!Number.isInteger(passages) || passages < 1) throw new Error('--passages must be a whole number above 0');
  const collections = options.collection === undefined ? await defaultCollections() : [await readCollection(options.collection)];
  if (collections.every(({ queries }) => queries.length === 0)) throw new Error('There are no questions to ask');
  const measured: Row[][] = [];
  for (const collection of collections.filter(({ qrels }) => qrels.length > 0)) {
    const rows = await measureAll(engines, collection);
    say(`\n${collectionReport(collection, rows)}`);
    measured.push(rows);
  }
  if (measured.length > 1) say(`\n${meanReport(measured)}`);
  if (options.passages === undefined && options.collection !== undefined) return;
  const many = synthesise(collections, passages);
  const rows = await measureAll(engines, many);
  say(`\n${collectionReport(many, rows)}\n${latencyVerdict(rows)}`);
}

/** The knowledge base first, then what is in the folder. */
async function defaultCollections(): Promise<Collection[]> {
  const { collection, unanswerable } = await knowledgeCollection(await loadLibrary(KNOWLEDGE_FOLDER), options.questions);
  if (collection.queries.length === 0) note(`No question in ${options.questions} says what it expects: the knowledge base is not measured.`);
  if (unanswerable.length > 0) say(`Left out, because no passage of the knowledge base answers: ${unanswerable.join(', ')}`);
  return [collection, ...(options.collections === undefined ? [] : await readCollections(options.collections))];
}

/** Measures each engine in a process of its own, one after the other, so that memory and time are its own. */
async function measureAll(engines: readonly Listed[], collection: Collection): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
  const file = join(folder, 'collection.json');
  const rows: Row[] = [];
  try {
    await writeFile(file, JSON.stringify(collection));
    for (const engine of engines.filter(({ knowledgeOnly }) => collection.isKnowledgeBase || !knowledgeOnly)) {
      note(`${collection.name}: ${engine.label} ...`);
      const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, process.argv[1] ?? '', '--engine', engine.id, '--collection', file]);
      rows.push({ engine, measured: measuredSchema.parse(JSON.parse(stdout)) });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return rows;
}

function engineNamed(name: string): Listed {
  const found = ENGINES.find(({ id }) => id === name);
  if (found === undefined) throw new Error(`There is no engine "${name}", only ${ENGINES.map(({ id }) => id).join(', ')}`);
  return found;
}

if (options.engine !== undefined && options.collection !== undefined)
  say(JSON.stringify(await measureEngine(engineNamed(options.engine), await readCollection(options.collection))));
else await compare();
