import type { Chart } from '../../appraisal/chart.ts';
import type { Division } from '../../directory/branch.ts';
import type { DeliveryState } from '../broadcast.ts';
import type { BranchStanding, Standing } from '../broadcasts.ts';
import { isAwaited, stateWords } from './reasons.ts';

/** Best first. */
export const STATES: readonly DeliveryState[] = ['acknowledged', 'sent', 'sending', 'queued', 'failed', 'unreachable', 'withdrawn'];

/** A bar for each division that has branches in it, parted by how those stand. @param idsOf the divisions of a branch */
export function statusChart(
  { broadcast, branches }: Standing,
  title: string,
  divisions: readonly Division[],
  idsOf: (one: BranchStanding) => readonly string[],
): Chart {
  const isAsked = isAwaited(broadcast);
  const states = STATES.filter((state) => branches.some((one) => one.state === state));
  const bars = divisions.flatMap(({ id, name }) => {
    const own = branches.filter((one) => idsOf(one).includes(id));
    return own.length === 0 ? [] : [{ label: name, amounts: states.map((state) => own.filter((one) => one.state === state).length), isWinner: false }];
  });
  const parts = states.map((state) => stateWords(state, isAsked));
  const said = bars.map(({ label, amounts }) => `${label}: ${amounts.map((amount, at) => `${parts[at]} ${amount}`).join(', ')}`);
  return { kind: 'stacks', unit: 'branches', title, parts, bars, alt: `${title}. ${said.join('; ')}.` };
}

/** A branch of two service groups counts in both; one of none is in no bar. */
export const byServiceGroup = ({ branch }: BranchStanding): readonly string[] => branch.serviceGroups;

export const byRegion = ({ region }: BranchStanding): readonly string[] => [region];
