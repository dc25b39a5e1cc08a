import { DiscordAPIError, RateLimitError } from 'discord.js';
import type { Address, Budget, Delivered } from '../../core/courier.ts';
import type { Log } from '../../core/log.ts';
import { budgetAfter } from './budgets.ts';
import type { CourierApi } from './courier-api.ts';
import { isSnowflake } from './snowflakes.ts';
import { codeOf, describe } from './trouble.ts';

/** How far an attempt has come. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** A message or an edit is on its way, and whether it arrived is not known until Discord answers. */
  isPosting: boolean;
  /** Some part of it is there. */
  mayHaveArrived: boolean;
  /** What Discord said last of its limits. */
  budget: Budget | undefined;
}

export const UNREACHABLE = {
  gone: { status: 'unreachable', why: 'gone' },
  forbidden: { status: 'unreachable', why: 'forbidden' },
  removed: { status: 'unreachable', why: 'removed' },
} as const satisfies Record<string, Delivered>;

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: Unknown Channel, Message, User. */
export const GONE: ReadonlySet<unknown> = new Set([10_003, 10_008, 10_013]);

/** Missing Access, which is said of a channel that Steward may not see and of one in a server that it was removed from. */
const NO_ACCESS = 50_001;

/** Message blocked by AutoMod, Cannot send messages to this user, in a non-text channel, Missing Permissions, archived thread, no mutual server. */
const FORBIDDEN: ReadonlySet<unknown> = new Set([200_000, 50_005, 50_007, 50_008, 50_013, 50_083, 50_278]);

/** What an error means for the delivery. Discord refusing what we sent is our fault: it is logged, and tried again in case it is mended. */
export async function outcomeOf(error: unknown, to: Address, attempt: Attempt, api: CourierApi, log: Log): Promise<Delivered> {
  if (error instanceof RateLimitError) {
    const budget = budgetAfter(error);
    return { status: 'later', mayHaveArrived: attempt.mayHaveArrived, afterMs: budget.resetMs, budget };
  }
  if (!(error instanceof DiscordAPIError)) return noAnswer(error, attempt, log);
  const code = codeOf(error);
  if (error.status === 401) {
    log.error({ code }, 'Discord refused DISCORD_TOKEN: copy the bot’s token again and restart Steward');
    return UNREACHABLE.removed;
  }
  if (GONE.has(code)) return UNREACHABLE.gone;
  if (FORBIDDEN.has(code)) return UNREACHABLE.forbidden;
  if (code === NO_ACCESS) return noAccess(to, attempt, api);
  log.error({ error: describe(error) }, 'Discord refused what Steward wanted to post: look at this error; it is tried again');
  return { status: 'later', mayHaveArrived: attempt.mayHaveArrived };
}

function noAnswer(error: unknown, { isPosting, mayHaveArrived }: Attempt, log: Log): Delivered {
  log.warn(
    { error: describe(error) },
    'Discord: a message was not posted, or no answer came: look at this error, the network and https://discordstatus.com; it is tried again',
  );
  return { status: 'later', mayHaveArrived: mayHaveArrived || isPosting };
}

async function noAccess(to: Address, attempt: Attempt, api: CourierApi): Promise<Delivered> {
  if (!isSnowflake(to.workspace)) return UNREACHABLE.forbidden;
  try {
    return (await api.isInServer(to.workspace, attempt.signal)) ? UNREACHABLE.forbidden : UNREACHABLE.removed;
  } catch {
    return { status: 'later', mayHaveArrived: attempt.mayHaveArrived };
  }
}
