import type { Channel } from './types.ts';

/** The conversations of every workspace. There may be thousands, so each is found by its name or id, not looked for. */
export class Places {
  readonly all: Channel[] = [];
  readonly #at = new Map<string, number>();

  add(channel: Channel): void {
    const at = this.all.push(channel) - 1;
    const keys = [channel.id, nameKey(channel.team, channel.name), ...(channel.person === undefined ? [] : [personKey(channel.team, channel.person)])];
    for (const key of keys) if (!this.#at.has(key)) this.#at.set(key, at);
  }

  /** By id, by name, or by the person whom a direct message is with, as that workspace sees it. */
  find(idOrName: string, team: string): Channel | undefined {
    const name = idOrName.replace(/^#/, '');
    const keys = [idOrName, nameKey(team, name), nameKey(undefined, name), personKey(team, idOrName), personKey(undefined, idOrName)];
    const at = keys.map((key) => this.#at.get(key)).find((found) => found !== undefined);
    const channel = at === undefined ? undefined : this.all[at];
    return channel === undefined || (channel.team !== undefined && channel.team !== team) ? undefined : channel;
  }

  /** @throws {Error} when there is no such conversation */
  change(id: string, what: Partial<Pick<Channel, 'member' | 'archived' | 'deleted' | 'readOnly'>>): void {
    const at = this.#at.get(id);
    const channel = at === undefined ? undefined : this.all[at];
    if (at === undefined || channel === undefined) throw new Error(`No channel ${id}`);
    this.all[at] = { ...channel, ...what };
  }
}

const nameKey = (team: string | undefined, name: string): string => `#${team ?? ''}/${name}`;
const personKey = (team: string | undefined, person: string): string => `@${team ?? ''}/${person}`;
