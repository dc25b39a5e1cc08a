import type { CommandInfo } from '../../core/command.ts';
import type { Field } from '../../core/form.ts';
import { nearestLabels } from '../../core/spelling.ts';
import type { Steward } from '../../core/steward.ts';
import { suggestFor } from '../../core/suggest-for.ts';
import { fieldOf } from './definitions.ts';
import { AUTOCOMPLETE } from './limits.ts';
import { shortened } from './render-buttons.ts';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What to offer while a person types an option of a command, nearest first. A value Discord cannot carry is left out: it can still be typed. */
export async function choicesFor(steward: Pick<Steward, 'suggest'>, command: CommandInfo, option: string, typed: string): Promise<Choice[]> {
  const field = fieldOf(command, option);
  const found = field === undefined ? [] : await candidates(steward, field, typed);
  const fitting = found.filter(({ value }) => value !== '' && value.length <= AUTOCOMPLETE.value);
  return fitting.slice(0, AUTOCOMPLETE.choices).map(({ label, value }) => ({ name: shortened(label, AUTOCOMPLETE.name), value }));
}

function candidates({ suggest }: Pick<Steward, 'suggest'>, field: Field, typed: string): ReturnType<Steward['suggest']> {
  if (field.suggest !== undefined) return suggestFor(field, typed, suggest, AUTOCOMPLETE.choices);
  return matching(field.choices, typed.trim().toLowerCase()).map((choice) => ({ label: choice, value: choice }));
}

/** Choices that begin with what was typed, then those that hold it; where there is none, those spelt like it. */
function matching(choices: readonly string[], typed: string): string[] {
  const holding = choices.filter((choice) => choice.toLowerCase().includes(typed));
  const starting = holding.filter((choice) => choice.toLowerCase().startsWith(typed));
  return holding.length > 0 ? [...new Set([...starting, ...holding])] : nearestLabels(typed, choices, AUTOCOMPLETE.choices);
}
