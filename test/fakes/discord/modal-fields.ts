import { everyComponent, SELECTS, TYPE } from './components.ts';
import type { Obj } from './guilds.ts';
import type { Modal } from './world.ts';

/** By custom_id or by the label that stands beside the field. */
export type ModalFields = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What the client sends when a person submits a modal. Throws for what it would not let them submit. */
export function toSubmission(modal: Modal, fields: ModalFields): Obj[] {
  const known = new Set<string>();
  const components = (modal.components as unknown as Obj[]).map((component) => submitted(component, fields, known));
  const strays = Object.keys(fields).filter((key) => !known.has(key));
  if (strays.length > 0) throw new Error(`The modal "${modal.title}" has no field ${strays.join(', ')}`);
  return components;
}

function submitted(component: Obj, fields: ModalFields, known: Set<string>): Obj {
  const { type, id } = component;
  if (type === TYPE.row) return { type, id, components: (component.components as Obj[]).map((child) => answer(child, String(child.label), fields, known)) };
  if (type === TYPE.label) return { type, id, component: answer(component.component as Obj, String(component.label), fields, known) };
  return { type, id };
}

function answer(field: Obj, label: string, fields: ModalFields, known: Set<string>): Obj {
  const customId = String(field.custom_id);
  known.add(customId).add(label);
  const given = fields[customId] ?? fields[label];
  const { type, id } = field;
  const base = { type, id, custom_id: customId };
  if (type === TYPE.textInput) return { ...base, value: text(field, label, given) };
  if (type === TYPE.checkbox) return { ...base, value: typeof given === 'boolean' ? given : field.default === true };
  if (type === TYPE.radio) return { ...base, value: chosen(field, label, given)[0] ?? null };
  if (type === TYPE.checkboxes || SELECTS.includes(Number(type))) return { ...base, values: chosen(field, label, given) };
  return { ...base, values: type === TYPE.upload ? uploaded(field, label, given) : [] };
}

/** Ids of files. */
function uploaded(field: Obj, label: string, given: unknown): string[] {
  const ids = given === undefined ? [] : [given].flat().map(String);
  if (field.required !== false && ids.length < Math.max(1, Number(field.min_values ?? 1)))
    throw new Error(`"${label}" is required: the client would not submit the modal`);
  if (ids.length > Number(field.max_values ?? 1)) throw new Error(`"${label}" has more files than the client would submit`);
  return ids;
}

function text(field: Obj, label: string, given: unknown): string {
  const value = given === undefined ? String(field.value ?? '') : String(given);
  if (value === '' && field.required !== false) throw new Error(`"${label}" is required: the client would not submit the modal`);
  if (value !== '' && value.length < Number(field.min_length ?? 0)) throw new Error(`"${label}" is shorter than the client would submit`);
  if (value.length > Number(field.max_length ?? 4_000)) throw new Error(`"${label}" is longer than the client would submit`);
  return value;
}

function chosen(field: Obj, label: string, given: unknown): string[] {
  const options = (field.options ?? []) as Obj[];
  const picked = ((field.default_values ?? []) as Obj[]).map(({ id }) => String(id));
  const preset = [...picked, ...options.filter((option) => option.default === true).map((option) => String(option.value))];
  const wanted = given === undefined ? preset : [given].flat().map(String);
  const values = field.options === undefined ? wanted : wanted.map((one) => optionValue(options, one, label));
  const min = Number(field.min_values ?? 1);
  if (field.required !== false && values.length < min) throw new Error(`"${label}" is required: the client would not submit the modal`);
  if (values.length > Number(field.max_values ?? (field.type === TYPE.checkboxes ? 10 : 1)))
    throw new Error(`"${label}" has more choices than the client would submit`);
  return values;
}

/** A choice named by its value or by its label. */
function optionValue(options: readonly Obj[], wanted: string, label: string): string {
  const option = options.find((one) => one.value === wanted || one.label === wanted);
  if (option === undefined) throw new Error(`"${label}" has no choice "${wanted}"`);
  return String(option.value);
}

/** Finds a usable component in a message by custom_id or label; throws when a person could not use it. */
export function findComponent(components: unknown, wanted: string): Obj {
  const all = everyComponent(components).map(({ component }) => component);
  const component = all.find((one) => one.custom_id === wanted) ?? all.find((one) => one.label === wanted || one.placeholder === wanted);
  if (component === undefined)
    throw new Error(`The message has no button or menu "${wanted}", only ${JSON.stringify(all.flatMap((one) => one.label ?? one.custom_id ?? []))}`);
  if (component.disabled === true) throw new Error(`"${wanted}" is disabled`);
  if (typeof component.custom_id !== 'string') throw new Error(`"${wanted}" is a link: pressing it tells the app nothing`);
  return component;
}
