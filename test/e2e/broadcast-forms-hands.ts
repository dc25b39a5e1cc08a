import { ComponentType } from 'discord.js';
import { expect } from 'vitest';
import { z } from 'zod';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Person } from '../fakes/discord/guilds.ts';
import type { Acted } from '../fakes/discord/interactions.ts';
import type { FakeMessage } from '../fakes/discord/world.ts';
import type { Delivery, FakeSlack, Message } from '../fakes/slack/server.ts';
import { shown as shownInDiscord } from './discord-app.ts';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
/** What a person fills in: a text, what was picked of several, or a file. */
export type Filled = Readonly<Record<string, string | readonly string[] | GivenFile>>;

/** What a person has before them: a message, or a form that is open. */
export interface Seen {
  /** All its words; of a form also what stands in its fields. */
  readonly words: string;
  readonly isForm: boolean;
  /** The message itself; of a form its id. */
  readonly what: Message | FakeMessage | string;
}

/** Somebody with a client, who does not type what can be picked. */
export interface Hand {
  readonly platform: 'slack' | 'discord';
  /** A command, alone or with its only option. */
  begin(command: string, option?: Readonly<Record<string, string>>): Promise<Seen>;
  press(on: Seen, label: string): Promise<Seen>;
  /** Two presses, the second before the first is answered. */
  pressTwice(on: Seen, label: string): Promise<readonly Seen[]>;
  /** Fills in fields of an open form, and submits it. What was wrong is seen with the form open, or with a button that opens it again. */
  fill(form: Seen, fields: Filled): Promise<Seen>;
  /** Opens again a form that was refused; one that stayed open is open. */
  again(refused: Seen): Promise<Seen>;
  /** What is offered under the typing in a field of a form, or of a command. */
  offered(command: string, field: string, typed: string): Promise<readonly string[]>;
  /** The message for all of a channel, or brought to somebody, that has these words, within 20 seconds unless told. */
  copy(words: string | RegExp, withinMs?: number): Promise<Seen>;
}

/** Every text in blocks and views, whatever it is part of. */
function wordsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? (SAID.has(key) ? [value] : []) : wordsIn(value)));
}
const SAID = new Set(['text', 'initial_value', 'user_id', 'content', 'label', 'description', 'value', 'title']);

const says = ({ words }: Seen, wanted: string | RegExp): boolean => (typeof wanted === 'string' ? words.includes(wanted) : wanted.test(words));

export function slackHand(slack: FakeSlack, person: string, channel: string): Hand {
  const at = { person, channel };
  /** The client keeps what somebody typed while the form stays open. */
  const typed = new Map<string, Filled>();
  const seen = (message: Message): Seen => ({ words: wordsIn(message.blocks).join('\n'), isForm: false, what: message });
  const opened = (id: string): Seen => ({ words: wordsIn(slack.views.findLast((view) => view.id === id)?.view.blocks).join('\n'), isForm: true, what: id });

  async function after(act: () => Promise<Delivery>): Promise<Seen> {
    const [messages, views] = [slack.messages.length, slack.views.length];
    await act();
    return slack.waitFor((now) => {
      const view = now.views.slice(views).find((one) => one.person === person);
      const message = now.messages.slice(messages).find((one) => one.ephemeralFor === person);
      return view === undefined ? message && seen(message) : opened(view.id);
    }, 10_000);
  }
  const idOf = ({ what }: Seen): string => {
    if (typeof what !== 'string') throw new Error('that is no form');
    return what;
  };
  const messageOf = ({ what }: Seen): Message => {
    if (typeof what === 'string' || !('blocks' in what)) throw new Error('that is a form');
    return what;
  };
  return {
    platform: 'slack',
    begin: (command, option = {}) => after(() => slack.command(`/${command} ${Object.values(option).join(' ')}`.trim(), at)),
    press: (on, label) => after(() => slack.pressButton(messageOf(on), label, { person })),
    async pressTwice(on, label) {
      const before = slack.messages.length;
      await Promise.all([1, 2].map(() => slack.pressButton(messageOf(on), label, { person })));
      const answers = () => slack.messages.slice(before).filter((one) => one.ephemeralFor === person);
      await slack.waitFor(() => answers().length === 2);
      return answers().map(seen);
    },
    async fill(form, fields) {
      const id = idOf(form);
      const all = { ...typed.get(id), ...fields };
      typed.set(id, all);
      let errors: unknown;
      const answered = after(async () => {
        const delivery = await slack.submitView(id, all, { person });
        errors = delivery.ack;
        return delivery;
      });
      // A form with something wrong stays open: no message comes.
      const refused = (async () => {
        for (;;) {
          await new Promise((tick) => setTimeout(tick, 10));
          if (errors !== undefined)
            return JSON.stringify(errors).includes('"errors"') ? { ...form, words: Object.values(Object(errors).errors).join('\n') } : undefined;
        }
      })();
      answered.catch(() => {});
      return (await refused) ?? answered;
    },
    again: async (refused) => refused,
    offered: async (_, field, part) => {
      const id = slack.openViews.at(-1) ?? '';
      const view = slack.views.findLast((one) => one.id === id)?.view.blocks;
      const action = new RegExp(`"block_id":"${field}".*?"action_id":"(suggest[^"]*)"`, 'u').exec(JSON.stringify(view))?.[1] ?? '';
      return (await slack.typeAhead(action, field, part, { person })).options.map(({ text }) => text);
    },
    copy: (words, withinMs = 20_000) =>
      slack.waitFor(
        (now) =>
          now.messages
            .filter(({ ephemeralFor, deleted }) => ephemeralFor === undefined && !deleted)
            .map(seen)
            .find((one) => says(one, words)),
        withinMs,
      ),
  };
}

const isList = (value: Filled[string]): value is readonly string[] => Array.isArray(value);

const withMenu = z.object({ component: z.object({ type: z.literal(ComponentType.StringSelect), custom_id: z.string() }) });

const menusIn = (components: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    components.flatMap((one) => {
      const { data } = withMenu.safeParse(one);
      return data === undefined ? [] : [data.component.custom_id];
    }),
  );

export function discordHand(discord: FakeDiscord, person: Person, channel: string): Hand {
  const where = { as: person, channel };
  /** The fields of each form that are picked from a list: in the others several are written one after the other. */
  const menus = new Map<string, ReadonlySet<string>>();
  async function seen(acted: Acted): Promise<Seen> {
    expect(acted.failed).toBeUndefined();
    const { modal } = acted;
    if (modal === undefined) return of(await acted.answer());
    menus.set(modal.custom_id, menusIn(modal.components));
    return { words: wordsIn({ title: modal.title, components: modal.components }).join('\n'), isForm: true, what: modal.custom_id };
  }
  const of = (message: FakeMessage): Seen => ({ words: shownInDiscord(message).replaceAll(/[\\\u200B]/gu, ''), isForm: false, what: message });
  const messageOf = ({ what }: Seen): FakeMessage => {
    if (typeof what === 'string' || !('components' in what)) throw new Error('that is a form');
    return what;
  };
  return {
    platform: 'discord',
    begin: async (command, option = {}) => seen(await discord.slash(command === 'broadcast' ? 'broadcast broadcast' : command, option, where)),
    press: async (on, label) => seen(await discord.press(messageOf(on), label, { as: person })),
    pressTwice: async (on, label) => Promise.all((await Promise.all([1, 2].map(() => discord.press(messageOf(on), label, { as: person })))).map(seen)),
    async fill({ what }, fields) {
      const given = ([name, value]: [string, Filled[string]]) => [name, isList(value) && !menus.get(String(what))?.has(name) ? value.join('; ') : value];
      return seen(await discord.submitModal(String(what), Object.fromEntries(Object.entries(fields).map(given)), { as: person }));
    },
    async again() {
      // A long answer comes in several messages: the button is under the last.
      const last = await until(() => discord.messages.findLast((one) => one.onlyFor === person.id && of(one).words.includes('Correct it')));
      return seen(await discord.press(last, 'Correct it', { as: person }));
    },
    offered: async (command, field, part) => (await discord.autocomplete(command, field, part, {}, where)).choices.map(({ name }) => name),
    copy: (words, withinMs = 20_000) =>
      until(
        () =>
          discord.messages
            .filter(({ onlyFor, deleted }) => onlyFor === undefined && !deleted)
            .map(of)
            .find((one) => says(one, words)),
        withinMs,
      ),
  };
}

async function until<T>(look: () => T | undefined, withinMs = 5_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 25))) {
    const found = look();
    if (found !== undefined) return found;
  }
  throw new Error(`it did not come within ${withinMs} ms`);
}
