import type { Appraisal, Value } from '../src/appraisal/appraisal.ts';
import { inWords } from '../src/appraisal/format.ts';
import { range } from '../src/appraisal/range.ts';
import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Field } from '../src/core/form.ts';
import type { Json } from '../src/core/json.ts';
import type { Block } from '../src/core/reply.ts';

/** One of two that are set beside each other. */
export interface Side {
  readonly name: string;
  readonly given: Inputs;
  readonly appraisal: Appraisal;
}

const NONE = '–';

/** The inputs that are not the same in both, with a default shown as such. */
export function differingInputs(one: Side, other: Side, fields: readonly Field[]): string[][] {
  const shown = ({ given }: Side, { name, default: initial }: Field): string => {
    const value = given.inputs[name];
    return value === undefined ? (initial === undefined || initial === '' ? NONE : `${initial} (default)`) : String(value);
  };
  return fields.flatMap((field) => {
    const [left, right] = [shown(one, field), shown(other, field)];
    return left === right ? [] : [[field.name, left, right]];
  });
}

interface Pair {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly difference: string;
}

/** The results of two appraisals by one calculator, label by label, and how far they are apart. */
function pairs(one: Side, other: Side): Pair[] {
  const labels = [...new Set([...one.appraisal.results, ...other.appraisal.results].map(({ label }) => label))];
  return labels.map((label) => {
    const [left, right] = [one, other].map(({ appraisal }) => appraisal.results.find((result) => result.label === label)?.value);
    return { label, left: left ? inWords(left) : NONE, right: right ? inWords(right) : NONE, difference: difference(left, right) };
  });
}

/** How much more the second is, end by end: `−213 to −255` is shown from the lower number on. */
function difference(left: Value | undefined, right: Value | undefined): string {
  if (left === undefined || right === undefined || left.unit === 'words' || right.unit === 'words' || left.unit !== right.unit) return NONE;
  const ends = [right.amount.low - left.amount.low, right.amount.high - left.amount.high].map(exact);
  const amount = range(Math.min(...ends), Math.max(...ends));
  if (amount.low === 0 && amount.high === 0) return 'none';
  return `${amount.low > 0 ? '+' : ''}${inWords({ unit: left.unit, amount })}`;
}

/** Without what a computer's fractions leave over, so that it agrees with the two as they are shown. */
const exact = (amount: number): number => Math.round(amount * 1e6) / 1e6;

/** Both results in a table, and as data. */
export function besideEachOther(one: Side, other: Side, fields: readonly Field[]): { readonly blocks: Block[]; readonly data: Json } {
  const inputs = differingInputs(one, other, fields);
  const results = pairs(one, other);
  const columns = (first: string, ...more: readonly string[]) =>
    [first, one.name, other.name, ...more].map((label, nth) => ({ label, align: nth === 0 ? ('left' as const) : ('right' as const) }));
  return {
    blocks: [
      { kind: 'table', columns: columns('Input'), rows: inputs },
      {
        kind: 'table',
        columns: columns('Result', 'Difference'),
        rows: results.map(({ label, left, right, difference: apart }) => [label, left, right, apart]),
      },
    ],
    data: {
      names: [one.name, other.name],
      inputs: inputs.map(([name = '', left = '', right = '']) => ({ name, values: [left, right] })),
      results: results.map(({ label, left, right, difference: apart }) => ({ label, values: [left, right], difference: apart })),
    },
  };
}
