import type { Fault } from '../core/fault.ts';
import { UserError } from '../core/user-error.ts';
import { planFor } from './plan.ts';
import type { RuleFile } from './rule.ts';

/** What rules may point at. */
interface Known {
  /** Grades of the sources by their id. */
  readonly sources: ReadonlyMap<string, string>;
  readonly entries: ReadonlySet<string>;
}

/** What the schema cannot see: links to nothing, a name that two rules have, a grade that no source has, an example that does not come out. */
export function checkRules(rules: readonly RuleFile[], known: Known): Fault[] {
  const taken = new Map<string, string>();
  return rules.flatMap((rule) =>
    [...dangling(rule, known), ...wrongGrade(rule, known), ...sharedNames(rule, taken), ...wrongExamples(rule)].map((message) => ({
      file: `deadlines/${rule.id}.yml`,
      line: 1,
      message,
    })),
  );
}

function dangling(rule: RuleFile, { sources, entries }: Known): string[] {
  return [
    ...rule.sources.filter((source) => !sources.has(source)).map((source) => `source "${source}" is not in sources.yml`),
    ...rule.entries.filter((entry) => !entries.has(entry)).map((entry) => `links to "${entry}", and there is no such entry`),
  ];
}

function wrongGrade(rule: RuleFile, { sources }: Known): string[] {
  const [best] = rule.sources.flatMap((source) => sources.get(source) ?? []).sort();
  return best === undefined || best === rule.grade ? [] : [`grade: is ${rule.grade}, and the best of its sources is ${best}`];
}

function sharedNames({ id, title, aliases }: RuleFile, taken: Map<string, string>): string[] {
  return [id, title, ...aliases].flatMap((name) => {
    const owner = taken.get(name.toLowerCase()) ?? id;
    taken.set(name.toLowerCase(), owner);
    return owner === id ? [] : [`"${name}" already finds ${owner}`];
  });
}

function wrongExamples(rule: RuleFile): string[] {
  return rule.examples.flatMap((example) => {
    const dates = datesFrom(rule, example);
    const expected = example.gives.join(', ');
    return dates === expected ? [] : [`example on ${example.on} gives ${dates}, and not ${expected}`];
  });
}

/** In the order of the rule's steps, or what is wrong with the date. */
function datesFrom(rule: RuleFile, example: RuleFile['examples'][number]): string {
  try {
    const { steps } = planFor(rule, example.on, { division: example.in });
    return rule.steps.map((step) => steps.find((planned) => planned.id === step.id)?.on).join(', ');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
