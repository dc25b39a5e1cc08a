import { Misread, refuseTwice } from './reading.ts';
import { type Bearer, readBearers } from './risk-bearers.ts';

/** Whole numbers, 1 to 5. */
export interface Rating {
  readonly likelihood: number;
  readonly impact: number;
}

export interface RegisterEntry extends Rating {
  readonly name: string;
  /** Who carries it by the contract; empty when nobody said. */
  readonly onPaper: readonly Bearer[];
  /** Who suffers when it happens; empty when nobody said. */
  readonly inFact: readonly Bearer[];
  /** Once the safeguards work. */
  readonly after?: Rating | undefined;
  readonly safeguard?: string | undefined;
}

export const levelOf = ({ likelihood, impact }: Rating): number => likelihood * impact;

const MOST = 40;
const LONGEST_NAME = 100;

/** `savings 4x5 contractor > users, council, after 3x5 with open book; …` @throws {Misread} naming the risk at fault */
export function readRegister(text: string): RegisterEntry[] {
  const items = text.split(/[;\n]+/).filter((item) => item.trim() !== '');
  if (items.length === 0) throw new Misread('is empty: write each risk with likelihood x impact, such as “savings 4x5 contractor > users”');
  if (items.length > MOST) throw new Misread(`has ${items.length} risks: at most ${MOST} can be shown together`);
  const entries = items.map(readEntry);
  refuseTwice(
    entries.map(({ name }) => name),
    'names the risk',
  );
  return entries;
}

/** `4x5`, `4 × 5`, `4*5`, `4/5`, `4 by 5`, `4 5`, `L4 I5`; an arrow may stand before it. */
const RATING =
  /(?:[-=]*[>→]\s?)?(?<![\p{L}\p{N}.])(?:l(?:ikelihood)?\s?)?(?<likelihood>-?\d+)(?:\s?(?:x|×|\*|\/|by)\s?|\s)(?:i(?:mpact)?\s?)?(?<impact>-?\d+)(?![\p{N}.]|\s?[x×*/]\s?\d)/giu;
const SAFEGUARD = /(?:^|[\s,])(?:with|safeguards?:?|thanks to)\s+(?<safeguard>\S.*)$/iu;

function readEntry(item: string): RegisterEntry {
  const line = item.replace(/\s+/g, ' ').trim();
  const safeguard = SAFEGUARD.exec(line);
  const body = safeguard === null ? line : line.slice(0, safeguard.index);
  // A figure before a colon belongs to the name.
  const nameEnd = body.indexOf(':') + 1;
  const ratings = [...body.matchAll(RATING)].filter(({ index }) => index >= nameEnd);
  const [before, after, third] = ratings;
  if (before === undefined) throw new Misread(`gives “${short(line)}” no rating: write likelihood x impact, each 1 to 5, such as 4x5`);
  const name = body.slice(0, before.index).replace(/[\s:,=-]+$/, '');
  if (name === '') throw new Misread(`has a rating, ${before[0].trim()}, without a risk’s name before it`);
  if (name.length > LONGEST_NAME) throw new Misread(`has a name that is too long, “${short(name)}”: at most ${LONGEST_NAME} characters`);
  if (third !== undefined) throw new Misread(`gives “${name}” three ratings: at most one before safeguards and one after. A semicolon parts two risks`);
  const inherent = readRating(name, before);
  const residual = after === undefined ? undefined : readRating(name, after);
  if (residual !== undefined && levelOf(residual) > levelOf(inherent))
    throw new Misread(`makes “${name}” worse after safeguards (${after?.[0].trim()}) than before (${before[0].trim()}): write the rating before them first`);
  const bearers = readBearers(name, body.slice(before.index).replace(RATING, ' '));
  return { name, ...inherent, ...bearers, after: residual, safeguard: safeguard?.groups?.safeguard };
}

function readRating(name: string, match: RegExpMatchArray): Rating {
  const read = (what: 'likelihood' | 'impact'): number => {
    const figure = match.groups?.[what] ?? '';
    if (!/^[1-5]$/.test(figure))
      throw new Misread(`gives “${name}” ${what === 'impact' ? 'an' : 'a'} ${what} of ${short(figure)}: it is a whole number from 1 to 5`);
    return Number(figure);
  };
  return { likelihood: read('likelihood'), impact: read('impact') };
}

/** Enough of it to find it again in what was written. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
