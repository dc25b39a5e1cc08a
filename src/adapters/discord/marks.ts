import { createHash } from 'node:crypto';
import { ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Message } from './components.ts';

/**
 * What one part of a delivery is known by. Discord itself knows it by the nonce, but only for "the past few minutes" and without ever showing it;
 * the numbers stay in the message, as ids of two of its components, which Discord gives back and nobody sees.
 * https://docs.discord.com/developers/resources/message#create-message and https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
export interface Mark {
  /** At most 25 characters. */
  readonly nonce: string;
  /** 30 bits each: that two of a billion parts are marked alike is less likely than that Discord loses one. */
  readonly ids: readonly [container: number, inside: number];
}

/** Hashed with its channel, because Discord's nonces are the author's and not the channel's. */
export function markOf(key: string, channel: string, part: number): Mark {
  const digest = createHash('sha256').update(`${channel} ${part} ${key}`).digest();
  const container = idFrom(digest.readUInt32BE(24));
  const inside = idFrom(digest.readUInt32BE(28));
  // Ids must differ within a message.
  return { nonce: digest.toString('base64url').slice(0, 25), ids: [container, inside === container ? inside - 1 : inside] };
}

/** From 2³⁰ on, up to the largest that Discord takes: small print and Discord's own numbering use small ones. */
const idFrom = (word: number): number => (word >>> 2) + 2 ** 30;

/** The message with its mark. */
export function marked(message: Message, { ids: [outer, inside] }: Mark): Message {
  const [container, ...others] = message.components;
  if (container?.type !== ComponentType.Container) throw new TypeError('a message to be marked is in a container');
  const free = container.components.findIndex(({ id }) => id === undefined);
  const components = container.components.map((component, at) => (at === free ? { ...component, id: inside } : component));
  return { ...message, components: [{ ...container, id: outer, components }, ...others] };
}

const numbered = z.object({ id: z.int().optional(), components: z.array(z.object({ id: z.int().optional() })).default([]) });

/** Whether the components of a message, as Discord gives them back, have this mark. */
export function carries(components: readonly unknown[], { ids: [outer, inside] }: Mark): boolean {
  return components.some((component) => {
    const { data } = numbered.safeParse(component);
    return data?.id === outer && data.components.some(({ id }) => id === inside);
  });
}
