import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { Button } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { type Action, type Encoded, encode, otherPage } from './actions.ts';
import { type Piece, ROOM, rowOf, textDisplay } from './components.ts';
import { clean, isVisible } from './escape.ts';
import { BUTTON, SELECT } from './limits.ts';
import { spoken } from './render-text.ts';

/** More buttons than two rows hold are offered as a list to pick from. */
const MOST_BUTTONS = 2 * BUTTON.perRow;

export interface Press {
  readonly label: string;
  readonly style: Button['style'];
  readonly action: Action;
}

interface Ready extends Press {
  /** Its number in the reply. */
  readonly nth: number;
  readonly encoded: Encoded;
}

const STYLES = { primary: ButtonStyle.Primary, normal: ButtonStyle.Secondary, danger: ButtonStyle.Danger } as const;

/**
 * Buttons as rows of at most five, or as lists to pick from when they are many. `first` numbers them within the reply.
 * A label or a line that is too long for its button is written out, so that nothing is lost.
 */
export function drawButtons(presses: readonly Press[], first: number): Piece[] {
  const numbered = presses.map((press, at) => ({ ...press, nth: first + at, encoded: encode(press.action, first + at) }));
  const ready = numbered.flatMap(({ encoded, ...press }) => (encoded === undefined ? [] : [{ ...press, encoded }]));
  const labelRoom = ready.length > MOST_BUTTONS ? SELECT.label : BUTTON.label;
  const written = numbered.flatMap(({ label, action, encoded }) => {
    if (encoded === undefined) return [label, action.kind === 'run' ? action.line : ''];
    return oneLine(label).length > labelRoom ? [label] : [];
  });
  return [...written.flatMap((words) => spoken(words, 'muted')), ...(ready.length > MOST_BUTTONS ? lists(ready) : rows(sharing(ready)))];
}

/** Buttons of one form, which share their small print, stay in one row: it has to stand in their message. */
function sharing(presses: readonly Ready[]): Ready[][] {
  const families: Ready[][] = [];
  for (const press of presses) {
    const family = families.find((some) => some.length < BUTTON.perRow && isSameForm(some[0], press));
    const [first] = family ?? [];
    if (family === undefined || first === undefined || press.action.kind !== 'form') families.push([press]);
    else family.push({ ...press, encoded: otherPage(first.nth, press.action.form.page) });
  }
  return families;
}

function isSameForm(one: Ready | undefined, { action, encoded }: Ready): boolean {
  if (one?.action.kind !== 'form' || action.kind !== 'form' || encoded.smallPrint === undefined || one.encoded.smallPrint === undefined) return false;
  const [form, other] = [one.action.form, action.form];
  return form.command === other.command && JSON.stringify(form.values) === JSON.stringify(other.values);
}

const rows = (families: readonly Ready[][]): Piece[] =>
  group(families, ROOM.text, roomOf).map((some) => {
    const row = some.flat();
    return { components: [...smallPrint(row), rowOf(...row.map(drawButton))], files: [] };
  });

const roomOf = (family: readonly Ready[]): number =>
  Math.max(family.length * Math.ceil(ROOM.text / BUTTON.perRow), ...family.map(({ encoded }) => encoded.smallPrint?.content.length ?? 0));

const lists = (presses: readonly Ready[]): Piece[] =>
  inGroups(presses, SELECT.options).map((options) => ({ components: [...smallPrint(options), rowOf(drawList(options))], files: [] }));

/** Groups of at most `most`, whose small print together has room in a message. */
const inGroups = (presses: readonly Ready[], most: number): Ready[][] =>
  group(presses, ROOM.text, ({ encoded }) => Math.max(Math.ceil(ROOM.text / most), encoded.smallPrint?.content.length ?? 0));

const smallPrint = (presses: readonly Ready[]) =>
  presses.flatMap(({ encoded }) => (encoded.smallPrint ? [textDisplay(encoded.smallPrint.content, encoded.smallPrint.id)] : []));

function drawButton({ label, style, encoded }: Ready): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: STYLES[style], label: shortened(label, BUTTON.label), custom_id: encoded.customId };
}

const drawList = (presses: readonly Ready[]) => ({
  type: ComponentType.StringSelect as const,
  custom_id: `list:${presses[0]?.nth ?? 0}`,
  placeholder: 'Open one of these…',
  options: presses.map(({ label, encoded }) => ({ label: shortened(label, SELECT.label), value: encoded.customId })),
});

/** At most `limit` characters, cut between words where that is possible. */
export function shortened(words: string, limit: number): string {
  const line = oneLine(words);
  if (!isVisible(line)) return '…';
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut.toWellFormed()).trimEnd()}…`;
}

const oneLine = (words: string): string => clean(words).replace(/\s+/gu, ' ').trim();
