import type * as spec from 'discord-api-spec/zod';
import { characters, isObject } from './components.ts';
import { invalidForm, type Mistake, mistake } from './errors.ts';

type SpecSchema = typeof spec.MessageCreateRequestSchema;
type SpecIssue = Extract<ReturnType<SpecSchema['safeParse']>, { success: false }>['error']['issues'][number];

/** Checks a body against Discord's own published schema. Throws the Refusal (50035) that the real API would answer. */
export function checkAgainstSpec(schema: SpecSchema, body: unknown, at: readonly PropertyKey[] = []): void {
  const parsed = schema.safeParse(body);
  if (parsed.success) return;
  const mistakes = parsed.error.issues.flatMap((issue) => toMistakes(issue, body));
  if (mistakes.length > 0) throw invalidForm(mistakes.map((one) => ({ ...one, path: [...at, ...one.path] })));
}

function toMistakes(issue: SpecIssue, root: unknown, at: readonly PropertyKey[] = []): Mistake[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'invalid_union') return unionMistakes(issue, root, path);
  if (isWithinCharacters(issue, valueAt(root, path))) return [];
  const [code, message] = words(issue);
  return [mistake(path, code, message)];
}

/** A union of components: speak of the branch whose `type` fits, as Discord does. */
function unionMistakes(issue: SpecIssue, root: unknown, path: readonly PropertyKey[]): Mistake[] {
  const branch = (issue.errors ?? []).find((issues) => issues.length > 0 && !issues.some(isWrongType));
  if (branch !== undefined) return branch.flatMap((inner) => toMistakes(inner, root, path));
  return [mistake([...path, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of the types allowed here.')];
}

/** The schemas count UTF-16 units; Discord counts characters. */
function isWithinCharacters(issue: SpecIssue, value: unknown): boolean {
  return issue.code === 'too_big' && typeof value === 'string' && characters(value) <= (issue.maximum ?? 0);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((node, step) => {
    if (Array.isArray(node)) return (node as unknown[])[Number(step)];
    return isObject(node) ? node[String(step)] : undefined;
  }, root);
}

function isWrongType(issue: SpecIssue): boolean {
  return issue.path.length === 0 || (issue.path.length === 1 && issue.path[0] === 'type');
}

function words(issue: SpecIssue): readonly [string, string] {
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'invalid_value' && issue.path.at(-1) === 'type')
    return ['UNION_TYPE_CHOICES', `Value of field "type" must be one of (${(issue.values ?? []).join(', ')},).`];
  if (issue.code === 'invalid_value') return ['BASE_TYPE_CHOICES', `Value must be one of {${(issue.values ?? []).join(', ')}}.`];
  if (issue.code === 'invalid_type' && issue.input === undefined) return ['BASE_TYPE_REQUIRED', 'This field is required'];
  if (issue.code === 'invalid_type') return ['BASE_TYPE_CONVERT', `Could not interpret value as ${issue.expected ?? 'that type'}.`];
  return ['BASE_TYPE_INVALID', issue.message];
}

function tooBig(issue: SpecIssue): readonly [string, string] {
  if (issue.origin === 'number' || issue.origin === 'int') return ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${issue.maximum}.`];
  return ['BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`];
}

function tooSmall(issue: SpecIssue): readonly [string, string] {
  if (issue.origin === 'number' || issue.origin === 'int') return ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${issue.minimum}.`];
  if (issue.minimum === 1) return ['BASE_TYPE_REQUIRED', 'This field is required'];
  return ['BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`];
}
