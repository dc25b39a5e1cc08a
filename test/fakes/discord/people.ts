import { announce } from './announce.ts';
import { attach, type GivenToDiscord, picked } from './attached.ts';
import type { Context } from './context.ts';
import { type Channel, type Obj, type Person, toMember, toUser } from './guilds.ts';
import { type Acted, type Happening, happen } from './interactions.ts';
import { createMessage, toApiMessage } from './messages.ts';
import { findComponent, type ModalFields, toSubmission } from './modal-fields.ts';
import { checkAutocomplete, type OptionValues, toOptions } from './slash-options.ts';
import { type FakeMessage, found, type RegisteredCommand, waitFor } from './world.ts';

/** Who acts and where. The first person in the first channel, unless told. */
export interface Where {
  readonly as?: Person | string;
  /** A channel's id or name. */
  readonly channel?: string;
  /** In the direct messages of that person with the app. */
  readonly dm?: boolean;
}

export interface Said {
  readonly message: FakeMessage;
  /** What the app answered in that channel, and how long it took; undefined when it kept silent. */
  readonly response: FakeMessage | undefined;
  readonly ackAfterMs: number | undefined;
}

/** What people can do in a Discord client. Each resolves when the app has responded, or failed to. */
export class People {
  constructor(
    private readonly context: Context,
    private readonly defaults: { readonly person: Person; readonly channel: Channel },
  ) {}

  /** `name` is a command with its subcommands: `cases list`. */
  async slash(name: string, options: Readonly<Record<string, OptionValues[string] | GivenToDiscord>> = {}, where: Where = {}): Promise<Acted> {
    const at = this.#where(where);
    const { command, words } = this.#command(name, 1, at.channel);
    const { values, resolved } = attach(this.context, options);
    const list = toOptions(command, words, values);
    return happen(this.context, { ...at, type: 2, name, data: { ...dataOf(command), ...(list.length === 0 ? {} : { options: list }), resolved } });
  }

  /** A person types `value` into the option `focused`; `others` is what they have filled in already. */
  async autocomplete(name: string, focused: string, value: string, others: OptionValues = {}, where: Where = {}): Promise<Acted> {
    const at = this.#where(where);
    const { command, words } = this.#command(name, 1, at.channel);
    checkAutocomplete(command, words, focused);
    const options = toOptions(command, words, { ...others, [focused]: value }, focused);
    return happen(this.context, { ...at, type: 4, name, data: { ...dataOf(command), options } });
  }

  /** Right-click on a message (or, given a person, on them) -> Apps -> `name`. */
  async contextMenu(name: string, target: FakeMessage | Person, where: Where = {}): Promise<Acted> {
    const onMessage = 'content' in target;
    const at = this.#where(onMessage ? { channel: target.channelId, ...where } : where);
    const { command } = this.#command(name, onMessage ? 3 : 2, at.channel);
    const resolved: Obj = onMessage
      ? { messages: { [target.id]: toApiMessage(this.context.world, target) } }
      : { users: { [target.id]: toUser(target) }, members: { [target.id]: toMember(target) } };
    return happen(this.context, { ...at, type: 2, name, data: { ...dataOf(command), target_id: target.id, resolved } });
  }

  /** Presses the button with this custom_id or label. */
  async press(message: FakeMessage, button: string, where: Where = {}): Promise<Acted> {
    const component = findComponent(message.components, button);
    const data = { id: component.id, custom_id: component.custom_id, component_type: 2 };
    return happen(this.context, this.#onMessage(message, where, data));
  }

  /** Chooses from the menu with this custom_id or placeholder. */
  async select(message: FakeMessage, menu: string, values: readonly string[], where: Where = {}): Promise<Acted> {
    const component = findComponent(message.components, menu);
    const data = { id: component.id, custom_id: component.custom_id, component_type: component.type, values: chosenFrom(component, values) };
    return happen(this.context, this.#onMessage(message, where, data));
  }

  /** Fills in and submits the modal the app opened for this person. */
  async submitModal(customId: string, fields: Readonly<Record<string, ModalFields[string] | GivenToDiscord>>, where: Where = {}): Promise<Acted> {
    const { world } = this.context;
    const person = this.#person(where);
    const modal = found(
      world.modals.filter((one) => one.openedFor === person.id && one.custom_id === customId).at(-1),
      `modal "${customId}" open for ${person.username}`,
    );
    const { channel, source } = modal.from;
    const { values, resolved } = attach(this.context, fields);
    const components = toSubmission(modal, values);
    const stayed = components.map(({ component }) => (component as Obj | undefined)?.values ?? []);
    const data = { custom_id: customId, components, resolved: { ...resolved, ...picked(this.context, stayed) } };
    const acted = await happen(this.context, { type: 5, name: customId, data, person, channel, source });
    if (acted.failed === undefined) world.modals.splice(world.modals.indexOf(modal), 1);
    return acted;
  }

  /** Posts a message, and waits `timeoutMs` (3 s unless told, 0 for not at all) for the app to say something there. */
  async say(text: string, where: Where & { readonly replyTo?: FakeMessage; readonly timeoutMs?: number } = {}): Promise<Said> {
    const { world } = this.context;
    const { person, channel } = this.#where(where);
    await waitFor(() => this.context.gateway.sessions.length > 0, 2_000, 'a session of the app');
    const started = Date.now();
    const before = world.messages.length;
    const body = { content: text, ...(where.replyTo === undefined ? {} : { message_reference: { message_id: where.replyTo.id } }) };
    const message = createMessage(world, this.context.fileUrl(), { channel, authorId: person.id }, body, []);
    announce(this.context, 'MESSAGE_CREATE', message);
    const answer = () => world.messages.slice(before).find((one) => one.channelId === channel.id && one.authorId === world.bot.id);
    const response = await waitFor(answer, where.timeoutMs ?? 3_000).catch(() => undefined);
    return { message, response, ackAfterMs: response === undefined ? undefined : Date.now() - started };
  }

  /** `@app text` in a channel. */
  async mention(text: string, where: Where & { readonly timeoutMs?: number } = {}): Promise<Said> {
    return this.say(`<@${this.context.world.bot.id}> ${text}`, where);
  }

  #onMessage(message: FakeMessage, where: Where, data: Obj): Happening {
    const person = message.onlyFor !== undefined && where.as === undefined ? this.context.world.person(message.onlyFor) : this.#person(where);
    if (message.deleted) throw new Error('The message was deleted');
    if (message.onlyFor !== undefined && message.onlyFor !== person.id) throw new Error(`${person.username} cannot see this message`);
    return { type: 3, name: String(data.custom_id), data, person, channel: this.context.world.channel(message.channelId), source: message };
  }

  #person({ as }: Where): Person {
    if (as === undefined) return this.defaults.person;
    return typeof as === 'string'
      ? found(
          this.context.world.people.find((one) => one.id === as || one.username === as),
          `person ${as}`,
        )
      : as;
  }

  #where(where: Where): { person: Person; channel: Channel } {
    const person = this.#person(where);
    if (where.dm === true) return { person, channel: this.context.world.directMessage(person) };
    const { channel } = where;
    if (channel === undefined) return { person, channel: this.defaults.channel };
    return {
      person,
      channel: found(
        this.context.world.channels.find((one) => one.id === channel || one.name === channel),
        `channel ${channel}`,
      ),
    };
  }

  /** The registered command; one of the guild wins over a global one of the same name. */
  #command(name: string, type: 1 | 2 | 3, channel: Channel): { command: RegisteredCommand; words: string[] } {
    const [first = '', ...words] = type === 1 ? name.replace(/^\//, '').split(' ') : [name];
    const known = this.context.world.commands.filter(
      (one) => one.name === first && one.type === type && (one.guildId === undefined || one.guildId === channel.guildId),
    );
    const command = known.find((one) => one.guildId !== undefined) ?? known[0];
    return { command: found(command, `registered command "${first}" here`), words };
  }
}

function dataOf(command: RegisteredCommand): Obj {
  return { id: command.id, name: command.name, type: command.type, ...(command.guildId === undefined ? {} : { guild_id: command.guildId }) };
}

function chosenFrom(menu: Obj, values: readonly string[]): string[] {
  const options = menu.options as Obj[] | undefined;
  if (options === undefined) return [...values];
  return values.map((value) =>
    String(
      found(
        options.find((option) => option.value === value || option.label === value),
        `choice "${value}" in the menu`,
      ).value,
    ),
  );
}
