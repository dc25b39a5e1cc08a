import { z } from 'zod';
import { defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, facts, heading, privately, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Entry } from '../src/knowledge/entry.ts';
import { figureFact } from '../src/knowledge/figure-fact.ts';
import { changesSince, otherSide, passageQuote, shortTitle, statusNote } from './entry-blocks.ts';
import type { Services } from './services.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'See a whole entry: every passage, figure, date and source',
  input: z.object({
    entry: z.string().trim().min(1, 'is empty: name an entry').meta({ description: 'Name of an entry, or part of its title', rest: true, suggest: 'entry' }),
  }),
  allow: 'anyone',
  examples: ['show southwest-one', 'show judicial review time limits'],
  run({ entry: name }, { services }: { services: Services }) {
    const knowledge = services.knowledge();
    const entry = knowledge.lookUp(name);
    if (entry === undefined) {
      const near = knowledge.ask(name).nearest;
      const remedy = near.length > 0 ? 'Did you mean one of these?' : 'Search for it with `ask`, or list entries with `cases`, `risks` or `law`.';
      throw new UserError(`I have no entry called “${name}”.`, remedy, { field: 'entry', tryThese: near.map(({ id }) => `show ${id}`) });
    }
    const linked = entry.related.flatMap((id) => knowledge.entries.get(id) ?? []);
    return privately([...entryBlocks(entry), ...buttons(...linked.map((other) => button(shortTitle(other), `show ${other.id}`)))], entryData(entry));
  },
});

function entryBlocks(entry: Entry): Block[] {
  return [
    heading(entry.title),
    text(entry.summary),
    ...statusNote(entry),
    ...changesSince(entry),
    ...entry.passages.flatMap((passage) => [heading(passage.heading), ...passageQuote(passage)]),
    ...(entry.figures.length > 0 ? [heading('Figures'), facts(...entry.figures.map(figureFact))] : []),
    ...(entry.dates.length > 0 ? [heading('Dates'), facts(...entry.dates.map(({ date, event }) => ({ label: date, value: event })))] : []),
    ...otherSide(entry),
  ];
}

function entryData({ file: _file, passages, ...front }: Entry) {
  const shown = passages.map(({ heading: title, text: body, sources }) => ({ heading: title, text: body, sources }));
  return JSON.parse(JSON.stringify({ ...front, passages: shown }));
}
