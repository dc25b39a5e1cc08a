import { type Check, look, ok, wrong } from '../finding.ts';

/** What is in the knowledge folder. */
export interface KnowledgeFound {
  readonly entries: number;
  /** File below the folder, line and fault. */
  readonly faults: readonly string[];
}

/** Faults that are named one by one; more would hide the rest. */
const NAMED = 5;

export function knowledgeCheck(load: () => KnowledgeFound): Check {
  return {
    about: 'Knowledge',
    async run() {
      const { entries, faults } = load();
      if (entries === 0)
        return [wrong('There is no knowledge base.', 'Set STEWARD_KNOWLEDGE to a knowledge folder, or leave it unset for the one that comes with Steward.')];
      const rest = faults.length - NAMED;
      return [
        ok(`${entries} entries.`),
        ...faults.slice(0, NAMED).map((fault) => look(`${fault}.`, 'Mend that file: it is left out until then.')),
        ...(rest > 0 ? [look(`${rest} more faults.`, 'Mend the first ones, then look again.')] : []),
      ];
    },
  };
}
