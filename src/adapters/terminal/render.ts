import { stripVTControlCharacters, styleText } from 'node:util';
import type { Field } from '../../core/form.ts';
import { type Block, citationLine, type Reply, type Table } from '../../core/reply.ts';
import { COLUMNS } from './limits.ts';

type Style = Parameters<typeof styleText>[0];

/** A label cut shorter than this says nothing: only the command is shown. */
const SHORTEST_LABEL = 8;

/** How a reply is set: with colour only where the output is a terminal. */
export interface Look {
  readonly colour: boolean;
  readonly columns?: number | undefined;
}

/** Draws a reply as plain lines that fit a terminal. */
export function render(reply: Reply, look: Look): string {
  const columns = Math.min(look.columns ?? COLUMNS, COLUMNS);
  const paint: Paint = (style, line) => (look.colour ? styleText(style, line, { validateStream: false }) : line);
  const shown = reply.blocks.filter((block) => block.kind !== 'form' || !block.form.isOffered);
  return shown.map((block) => draw(block, columns, paint)).join('\n\n');
}

type Paint = (style: Style, line: string) => string;

/** What a form hands on has to be typed as well. */
const isTyped = ({ hidden, default: known }: Field): boolean => hidden !== true || known !== undefined;

function draw(block: Block, columns: number, paint: Paint): string {
  switch (block.kind) {
    case 'heading':
      return paint('bold', wrap(block.text, columns));
    case 'text':
      return drawText(block.text, block.tone, columns, paint);
    case 'facts':
      return drawFacts(block.facts, columns, paint);
    case 'list':
      return block.items.map((item, nth) => wrap(item, columns, block.ordered ? `${nth + 1}. ` : '• ')).join('\n');
    case 'table':
      return drawTable(block, columns, paint);
    case 'quote':
      return [
        indent(paragraphs(block.text, columns - 2), paint('cyan', '│ ')),
        ...block.sources.map((source) => drawSource(citationLine(source), source.url, columns, paint)),
      ].join('\n');
    case 'picture':
      return `${block.plain.split('\n').map(withoutControls).join('\n')}\n${paint('dim', wrap(block.alt, columns))}`;
    case 'file':
      return wrap(`${block.fileName}: ${block.about}`, columns);
    case 'buttons':
      return block.buttons
        .map((one) => {
          const room = columns - one.request.length - 5;
          const label = one.label === one.request || room < SHORTEST_LABEL ? '' : paint('dim', `   ${fit(printable(one.label), room)}`);
          return `${paint('green', '›')} ${withoutControls(one.request)}${label}`;
        })
        .join('\n');
    case 'form':
      return [
        paint('bold', block.form.title),
        ...block.form.fields.filter(isTyped).map((field) => wrap(`${field.help}${field.required ? '' : ' (optional)'}`, columns, `--${field.name}  `)),
      ].join('\n');
  }
}

function drawText(body: string, tone: 'normal' | 'muted' | 'warning', columns: number, paint: Paint): string {
  const styles = { normal: 'reset', muted: 'dim', warning: 'yellow' } as const;
  const set = paragraphs(body, columns);
  return tone === 'normal'
    ? set
    : set
        .split('\n')
        .map((line) => paint(styles[tone], line))
        .join('\n');
}

function drawSource(line: string, url: string | undefined, columns: number, paint: Paint): string {
  const lines = [wrap(`Source: ${line}`, columns - 2), ...(url === undefined ? [] : [url])];
  return indent(
    lines
      .join('\n')
      .split('\n')
      .map((part) => paint('dim', part))
      .join('\n'),
    '  ',
  );
}

function drawFacts(pairs: readonly { label: string; value: string }[], columns: number, paint: Paint): string {
  const widest = Math.min(24, Math.floor(columns / 3), Math.max(...pairs.map(({ label }) => label.length)));
  return pairs
    .map(({ label, value }) => {
      const body = wrap(value, columns - widest - 2).split('\n');
      const [first = '', ...others] = body;
      const head = label.length > widest ? `${paint('bold', label)}\n${' '.repeat(widest + 2)}${first}` : `${paint('bold', label.padEnd(widest))}  ${first}`;
      return [head, ...others.map((line) => ' '.repeat(widest + 2) + line)].join('\n');
    })
    .join('\n');
}

/** Columns as wide as they need while they fit, then narrowed in proportion; a cell that is too long wraps. */
function drawTable({ columns: heads, rows }: Table, columns: number, paint: Paint): string {
  const natural = heads.map(({ label }, at) => Math.max(label.length, ...rows.map((row) => (row[at] ?? '').length)));
  const room = columns - 2 * (heads.length - 1);
  const whole = natural.reduce((sum, width) => sum + width, 0);
  const widths = whole <= room ? natural : natural.map((width) => Math.max(4, Math.floor((width * room) / whole)));
  const line = (cells: readonly string[]): string => {
    const set = cells.map((cell, at) => wrap(cell, widths[at] ?? 4).split('\n'));
    const height = Math.max(...set.map((lines) => lines.length));
    return Array.from({ length: height }, (_, row) =>
      set
        .map((lines, at) => (heads[at]?.align === 'right' ? (lines[row] ?? '').padStart(widths[at] ?? 0) : (lines[row] ?? '').padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    ).join('\n');
  };
  return [paint('bold', line(heads.map(({ label }) => label))), ...rows.map(line)].join('\n');
}

/** Paragraphs and `- ` items, each wrapped. */
function paragraphs(body: string, columns: number): string {
  return body
    .split('\n')
    .map((line) => (line.startsWith('- ') ? wrap(line.slice(2), columns, '• ') : wrap(line, columns)))
    .join('\n');
}

/** Wraps at spaces to `columns`; a word longer than a line is cut. Later lines are indented under the lead. Control characters do not get through. */
export function wrap(body: string, columns: number, lead = ''): string {
  const room = Math.max(1, columns - lead.length);
  const lines: string[] = [];
  let line = '';
  for (const word of printable(body).split(/\s+/)) {
    let left = word;
    if (line !== '' && line.length + 1 + left.length > room) {
      lines.push(line);
      line = '';
    }
    while (left.length > room) {
      lines.push(left.slice(0, room));
      left = left.slice(room);
    }
    line = line === '' ? left : `${line} ${left}`;
  }
  lines.push(line);
  return lines.map((part, nth) => (nth === 0 ? lead : ' '.repeat(lead.length)) + part).join('\n');
}

/** A channel stands as `<#id>` in a reply; nothing here knows its name. */
const printable = (body: string): string => withoutControls(body.replace(/<#([A-Z0-9]{2,24})>/gu, '#$1')).trim();

const withoutControls = (body: string): string => stripVTControlCharacters(body).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');

const indent = (body: string, lead: string): string =>
  body
    .split('\n')
    .map((line) => lead + line)
    .join('\n');

const fit = (label: string, room: number): string => (label.length <= room ? label : `${label.slice(0, Math.max(0, room - 1)).trimEnd()}…`);
