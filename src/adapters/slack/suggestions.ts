import type { types } from '@slack/bolt';
import type { Suggestion } from '../../core/form.ts';
import type { Steward } from '../../core/steward.ts';
import { isBlank } from './escape.ts';
import { optionOf, SUGGEST } from './form-inputs.ts';
import { OPTION_VALUE } from './limits.ts';

/** As many as a person reads; Slack takes 100. */
const SHOWN = 20;

const KINDS: Readonly<Record<Suggestion, true>> = {
  entry: true,
  authority: true,
  contractor: true,
  date: true,
  'deadline-rule': true,
  branch: true,
  region: true,
  'region-or-branch': true,
  regions: true,
  'service-group': true,
  topic: true,
};

const isSuggestion = (kind: string): kind is Suggestion => Object.hasOwn(KINDS, kind);

/** A branch may be new, and a topic one of several: a menu takes only what is in it, so what was typed is in it too. */
const OWN_WORDS: readonly Suggestion[] = ['branch', 'region-or-branch', 'regions', 'topic'];

/** Type-ahead: what there is that is like what was typed. */
export async function suggestionsFor(actionId: string, typed: string, steward: Pick<Steward, 'suggest'>): Promise<types.PlainTextOption[]> {
  const kind = actionId.slice(SUGGEST.length);
  if (!actionId.startsWith(SUGGEST) || !isSuggestion(kind)) return [];
  const offered = await steward.suggest(kind, typed, SHOWN);
  const found = offered.filter(({ label, value }) => !isBlank(label) && value !== '' && value.length <= OPTION_VALUE);
  const own = typed.trim();
  const isNew =
    OWN_WORDS.includes(kind) && !isBlank(own) && own.length <= OPTION_VALUE && found.every(({ value }) => value.toLowerCase() !== own.toLowerCase());
  return [...found.map(({ label, value }) => optionOf(label, value)), ...(isNew ? [optionOf(`“${own}”, as I typed it`, own)] : [])];
}
