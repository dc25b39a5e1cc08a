import type { Division } from '../../directory/branch.ts';
import type { Broadcast } from '../broadcast.ts';

/** Who a broadcast is from, never a person's name: `UNISON North West region`, `UNISON nationally`. @param regions all there are */
export function fromWords({ from }: Pick<Broadcast, 'from'>, regions: readonly Division[]): string {
  const names = from.map((id) => regions.find((region) => region.id === id)?.name ?? id);
  if (names.length === 0) return 'UNISON nationally';
  return `UNISON ${listed(names)} ${names.length === 1 ? 'region' : 'regions'}`;
}

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);
