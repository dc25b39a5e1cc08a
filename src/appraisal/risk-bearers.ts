import { Misread } from './reading.ts';

/** Who may carry a risk. */
export const BEARERS = ['council', 'staff', 'users', 'councillors', 'contractor'] as const;
export type Bearer = (typeof BEARERS)[number];

/** What people call those who carry a risk. */
const ALSO_CALLED: Readonly<Record<Bearer, string>> = {
  council: 'council councils authority authorities client taxpayer taxpayers',
  staff: 'staff worker workers employee employees workforce',
  users: 'users user residents public community claimants tenants customers',
  councillors: 'councillors councillor cllrs politicians',
  contractor: 'contractor contractors firm company supplier provider partner',
};
const CALLED = new Map(BEARERS.flatMap((bearer) => ALSO_CALLED[bearer].split(' ').map((word): [string, Bearer] => [word, bearer])));
const TO_FACT = new Set(['>', '→', 'fact', 'suffer', 'suffers', 'really']);
const SMALL_WORDS = new Set([
  'on',
  'in',
  'and',
  'by',
  'is',
  'are',
  'the',
  'for',
  'borne',
  'bears',
  'bear',
  'carries',
  'after',
  'then',
  'now',
  'before',
  'service',
  'elected',
  'to',
]);

interface Bearers {
  readonly onPaper: readonly Bearer[];
  readonly inFact: readonly Bearer[];
}

/**
 * `contractor > users, staff` or `paper contractor, fact users and staff`; named without either, they carry it on paper and in fact.
 * @throws {Misread} for a word that names none of them
 */
export function readBearers(risk: string, text: string): Bearers {
  const words = text.toLowerCase().match(/[>→]|[\p{L}\p{N}]+/gu) ?? [];
  // An arrow with nobody after it led to a rating.
  const hasArrow = /[>→].*\p{L}/u.test(text);
  const onPaper = new Set<Bearer>();
  const inFact = new Set<Bearer>();
  let columns = hasArrow ? [onPaper] : [onPaper, inFact];
  for (const word of words) {
    if (word === 'paper') columns = [onPaper];
    else if (TO_FACT.has(word)) columns = [inFact];
    else if (!SMALL_WORDS.has(word)) for (const column of columns) column.add(bearerCalled(word, risk));
  }
  return { onPaper: [...onPaper], inFact: [...inFact] };
}

function bearerCalled(word: string, risk: string): Bearer {
  const bearer = CALLED.get(word);
  if (bearer !== undefined) return bearer;
  throw new Misread(`names “${word.slice(0, 40)}” for “${risk}”: those who carry a risk are ${BEARERS.join(', ')}; what eases it comes after “with”`);
}
