import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Field, OneByOne, Suggestion } from './form.ts';
import type { WantedFile } from './given-file.ts';
import type { Log } from './log.ts';
import type { Reply } from './reply.ts';
import type { Request, Role } from './request.ts';
import type { Held } from './standing.ts';

declare module 'zod' {
  interface GlobalMeta {
    /** This field takes the free words of a command line. */
    rest?: boolean;
    suggest?: Suggestion;
    /** This field takes several of what is suggested, parted by semicolons. */
    many?: boolean;
    /** This field names a person or a group: a form lets people be picked. */
    person?: boolean;
    /** A form does not ask for this field, and hands on what it knows of it. */
    hidden?: boolean;
    /** This field takes a file: see `fileField`. */
    file?: WantedFile;
  }
}

/** Arguments by the names of their fields, before anything is made of them. */
export type Given = Readonly<Record<string, unknown>>;

/** What a running command is given: the request, the time, the log and the services it may use. */
export interface Context<Services> {
  readonly request: Request;
  readonly services: Services;
  readonly clock: Clock;
  readonly log: Log;
  /** The roles that the person has at this moment: looked up when first asked for, and anew for every request. */
  held(): Promise<readonly Held[]>;
}

/** A command as its file declares it. Help, usage hints, options, forms and flags are all derived from this. */
interface Declaration<Services, Input extends z.ZodObject> {
  /** One word, or two where several commands make a group: `deadline start`. */
  readonly name: string;
  /** Other words that begin a typed line of it. */
  readonly aliases?: readonly string[];
  /** What must come after an alias, which may begin a question too; one of its fields unless said otherwise. */
  readonly afterAlias?: RegExp;
  /** A line that begins with the name of a field names its fields, though others are free words. */
  readonly namesFields?: boolean;
  /** Its words name people and groups, as `<@U0123>`: an adapter leaves these as they are. */
  readonly takesPeople?: boolean;
  readonly summary: string;
  readonly input: Input;
  readonly allow: 'anyone' | readonly Role[];
  /** What a typed line says in words, as the fields that it stands for. May throw a `UserError`. */
  readonly heard?: (given: Given) => Given;
  /** For a command of many fields, of which most have a usual value. */
  readonly oneByOne?: OneByOne;
  /** Command lines that work; a wrong argument shows the first. */
  readonly examples: readonly [string, ...string[]];
  /** @param given the arguments as they came, for a command that keeps them */
  run(input: z.output<Input>, context: Context<Services>, given: Given): Reply | Promise<Reply>;
}

/** A command's declaration in plain data: what help, hints, menus and forms are made from. */
export interface CommandInfo {
  /** One word, or two where several commands make a group: `deadline start`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly afterAlias?: RegExp | undefined;
  readonly namesFields?: boolean | undefined;
  readonly takesPeople?: boolean | undefined;
  readonly summary: string;
  readonly allow: 'anyone' | readonly Role[];
  readonly heard?: ((given: Given) => Given) | undefined;
  readonly oneByOne?: OneByOne | undefined;
  readonly examples: readonly [string, ...string[]];
  readonly fields: readonly Field[];
}

/** A declared command whose input type is closed over, so that commands of every shape fit one list. */
export interface Command<Services> extends CommandInfo {
  /** Checks arguments and returns the run that waits for its context. @throws {z.ZodError} naming each field at fault. */
  bind(args: Given): (context: Context<Services>) => Promise<Reply>;
}

/** @throws {Error} at load when the declaration contradicts itself: it names the command. */
export function defineCommand<Services, Input extends z.ZodObject>(declared: Declaration<Services, Input>): Command<Services> {
  const input = declared.input.strict() as unknown as Input;
  let fields: Field[] | undefined;
  if (!/^[a-z]+(?: [a-z]+)?$/.test(declared.name)) throw new Error(`command "${declared.name}": a name is one word or two, of small letters`);
  const takers = Object.values(declared.input.shape).filter((schema) => z.globalRegistry.get(schema)?.rest);
  if (takers.length > 1) throw new Error(`command ${declared.name}: only one field may take the free words`);
  for (const example of declared.examples) {
    if (!`${example} `.startsWith(`${declared.name} `)) throw new Error(`command ${declared.name}: example "${example}" does not begin with its name`);
  }
  return {
    name: declared.name,
    aliases: declared.aliases ?? [],
    afterAlias: declared.afterAlias,
    namesFields: declared.namesFields,
    takesPeople: declared.takesPeople,
    summary: declared.summary,
    allow: declared.allow,
    heard: declared.heard,
    oneByOne: declared.oneByOne,
    examples: declared.examples,
    // Made when first asked for: a question needs those of one command only.
    get fields() {
      fields ??= fieldsOf(declared.input);
      return fields;
    },
    bind(args) {
      const parsed = input.parse(args);
      return async (context) => declared.run(parsed, context, args);
    },
  };
}

/** Types are read from the schema's output (a coerced number is a number); what is required, and defaults as a person writes them, from its input. */
function fieldsOf(input: z.ZodObject): Field[] {
  const output = z.toJSONSchema(input, { io: 'output', unrepresentable: 'any' });
  const { required = [], properties: written = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return Object.entries(input.shape).map(([name, schema]) => {
    const meta = metaOf(schema);
    const property = output.properties?.[name];
    const shape = typeof property === 'object' ? property : {};
    const initial = typeof written[name] === 'object' ? written[name].default : undefined;
    return {
      name,
      help: meta.description ?? '',
      type: typeOf(meta, shape),
      required: required.includes(name),
      rest: meta.rest ?? false,
      choices: (shape.enum ?? []).map(String),
      suggest: meta.suggest,
      many: meta.many,
      default: initial === undefined ? undefined : String(initial),
      hidden: meta.hidden,
      file: meta.file,
    };
  });
}

/** What is said of a field may stand before what makes it optional. */
const metaOf = (schema: z.core.$ZodType): z.core.GlobalMeta => z.globalRegistry.get(schema) ?? (schema instanceof z.ZodOptional ? metaOf(schema.unwrap()) : {});

function typeOf(meta: z.core.GlobalMeta, shape: z.core.JSONSchema.JSONSchema): Field['type'] {
  if (meta.file !== undefined) return 'file';
  if (meta.person === true) return 'person';
  return shape.enum === undefined ? fieldType(shape.type) : 'choice';
}

function fieldType(type: unknown): Field['type'] {
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'boolean' ? 'boolean' : 'text';
}
