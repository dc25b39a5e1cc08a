import type { Request } from '../core/request.ts';

/** What was asked for, by whom and where: a button that is pressed twice asks for the same. */
export interface Asked {
  readonly what: string;
  readonly at: Date;
}

/** The same within this time is the same press: nobody means two of a kind so soon. */
export const SAME_PRESS_MS = 2 * 60_000;

export const askedIn = ({ place, person, said }: Request, at: Date): Asked => ({
  what: JSON.stringify([place.platform, place.workspace, place.channel, person.id, said]),
  at,
});
