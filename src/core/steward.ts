import type { CommandInfo } from './command.ts';
import type { Courier } from './courier.ts';
import type { Suggestion } from './form.ts';
import type { Reply } from './reply.ts';
import type { Request } from './request.ts';
import type { Membership } from './standing.ts';

/** What an adapter may ask of the program: everything a platform needs, and nothing of how it is done. */
export interface Steward {
  /** Always answers: whatever goes wrong becomes a reply. */
  handle(request: Request): Promise<Outcome>;
  /** The declarations that menus, hints, options and forms are made from. */
  readonly commands: readonly CommandInfo[];
  /** Type-ahead, nearest first. */
  suggest(what: Suggestion, typed: string, limit: number): readonly Suggested[] | Promise<readonly Suggested[]>;
}

/** What became of a request: `refused` means the person can mend it, `failed` means we must. */
export interface Outcome {
  readonly status: 'answered' | 'refused' | 'failed';
  readonly reply: Reply;
}

export interface Suggested {
  readonly label: string;
  readonly value: string;
}

/** A home that Steward lives in. `start` resolves when it can answer, and throws with what to do when it cannot; `stop` finishes what is in hand. */
export interface Adapter {
  readonly name: string;
  /** Brings what nobody asked for just now: reminders, broadcasts. */
  readonly courier: Courier;
  /** Answers while the home is open. */
  readonly membership: Membership;
  start(): Promise<void>;
  stop(): Promise<void>;
}
