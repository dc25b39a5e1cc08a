import type { Found, RefusedRow } from './import-plan.ts';
import { codeKey, findDivision, nameKey } from './names.ts';
import type { BranchRow } from './read-branches.ts';
import { channelKey } from './read-row.ts';

/**
 * Rows that say again what a row before them says, or something else of the same: found in the file alone, so that it does not matter
 * what becomes of the row before. A second row of a branch may only say one more channel.
 */
export function withoutRepeats(
  rows: readonly BranchRow[],
  { regions }: Pick<Found, 'regions'>,
): { readonly first: readonly BranchRow[]; readonly repeats: readonly RefusedRow[] } {
  const repeats: RefusedRow[] = [];
  const [codes, names, channels] = [new Map<string, BranchRow>(), new Map<string, BranchRow>(), new Map<string, BranchRow>()];
  const regionIn = ({ region = '' }: BranchRow): string => findDivision(region, regions)?.id ?? region;
  const said = (row: BranchRow): string => JSON.stringify([nameKey(row.name), codeKey(row.code ?? ''), regionIn(row), row.serviceGroups, row.tags]);
  const whyNot = (row: BranchRow, keys: Keys): string | undefined => {
    const channel = channels.get(keys.channel);
    if (keys.channel !== '' && channel) return `row ${channel.row} has the same channel`;
    const coded = codes.get(keys.code);
    if (keys.code !== '' && coded && said(coded) !== said(row)) return `row ${coded.row} has the same code`;
    const named = names.get(keys.name);
    if (named && said(named) !== said(row)) return `row ${named.row} says something else of the same branch`;
    return named && keys.channel === '' ? `row ${named.row} has the same branch` : undefined;
  };
  const first = rows.filter((row) => {
    const name = nameKey(row.name);
    const keys = { code: codeKey(row.code ?? ''), name: `${regionIn(row)} ${name}`, channel: row.channel ? channelKey(row.channel) : '' };
    const why = whyNot(row, keys);
    if (why !== undefined && name !== '') repeats.push({ row: row.row, name: row.name, why });
    if (why !== undefined && name !== '') return false;
    if (!codes.has(keys.code)) codes.set(keys.code, row);
    if (!names.has(keys.name)) names.set(keys.name, row);
    channels.set(keys.channel, row);
    return true;
  });
  return { first, repeats };
}

interface Keys {
  readonly code: string;
  readonly name: string;
  readonly channel: string;
}
