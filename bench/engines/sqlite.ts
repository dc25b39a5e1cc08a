import Database from 'libsql';
import { z } from 'zod';
import { words } from '../../src/knowledge/search/tokens.ts';
import { type Engine, idsAt, TITLE_WEIGHT } from './engine.ts';

const rowsSchema = z.array(z.object({ rowid: z.number() }));

/** SQLite FTS5 in memory: its Porter stemmer and BM25, stop words left out on both sides, any word may match. */
export const sqlite: Engine = (docs) => {
  const database = new Database(':memory:');
  database.exec("create virtual table passages using fts5(title, text, tokenize = 'porter unicode61')");
  const insert = database.prepare('insert into passages(rowid, title, text) values (?, ?, ?)');
  database.exec('begin');
  docs.forEach(({ title, text }, at) => {
    insert.run(at, words(title).join(' '), words(text).join(' '));
  });
  database.exec('commit');
  const select = database.prepare(`select rowid from passages where passages match ? order by bm25(passages, ${TITLE_WEIGHT}, 1) limit ?`);
  return (question, limit) => {
    const asked = words(question).map((word) => `"${word}"`);
    if (asked.length === 0) return [];
    const rows = rowsSchema.parse(select.all(asked.join(' OR '), limit));
    return idsAt(
      docs,
      rows.map(({ rowid }) => rowid),
    );
  };
};
