import { randomInt } from 'node:crypto';
import { nextAfter } from '../calendar/schedule.ts';
import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Reply } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { Queue } from '../jobs/queue.ts';
import { askedIn } from './asked.ts';
import { nextLook, type Reminder } from './reminder.ts';
import type { AuditEntry, ReminderStore } from './reminder-store.ts';

/** What commands may do with reminders. Everyone who can see one may change it; who did is written down. */
export interface Reminders {
  /** Keeps new ones and sees that they are shown. The same request once more (a button pressed twice) gets those that are there. */
  add(drafts: readonly Draft[], request: Request): Promise<readonly Reminder[]>;
  /** Those of the place the request came from, and the person's own; nearest first, at most `MOST_LISTED`. See `ReminderStore`. */
  list(request: Request): Promise<readonly Reminder[]>;
  /** @throws {UserError} when there is none of that id that this place or person may see */
  find(id: string, request: Request): Promise<Reminder>;
  /** Changes it as `change` says, again if somebody else was faster; what it gives back as it was is left alone. `action` goes into the audit log: `reminder paused`. */
  change(id: string, request: Request, action: string, change: (reminder: Reminder, now: Date) => Reminder): Promise<Reminder>;
  /** New ones as they would be kept, for whoever keeps them together with something else. `watch` them afterwards. */
  prepare(drafts: readonly Draft[], request: Request): readonly Reminder[];
  /** Sees that those which were just kept are shown. Never fails for that: the sweep finds what the queue was not told. */
  watch(reminders: readonly Reminder[]): Promise<void>;
  /** Puts a reply in the place of the message that showed it last, where that can be done and nobody has answered it before. @returns whether it stood there unanswered */
  retell(reminder: Reminder, reply: Reply): Promise<boolean>;
  /** Why its channel cannot be written to now, as a sentence with what to do; undefined when it can, or nobody knows. */
  unreachable(reminder: Reminder): Promise<string | undefined>;
  history(id: string): Promise<readonly AuditEntry[]>;
}

export type Draft = Pick<Reminder, 'words' | 'schedule' | 'nag' | 'deadline'> & { readonly channel?: string | undefined };

interface Needs {
  readonly store: ReminderStore;
  readonly queue: Pick<Queue, 'schedule' | 'cancel'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  /** The courier of a platform, while it is connected in this process. */
  readonly courierOf: (platform: string) => Courier | undefined;
}

export const topicOf = (platform: string): string => `reminders.${platform}`;

/** Letters and digits that are not taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_LENGTH = 6;
const TRIES = 3;
const HISTORY = 20;
/** Listed in one place at most. */
export const MOST_LISTED = 200;

export function createReminders({ store, queue, clock, log, courierOf }: Needs): Reminders {
  async function look(reminders: readonly Reminder[]): Promise<void> {
    const waiting = reminders.flatMap((reminder) => {
      const runAt = nextLook(reminder);
      return runAt === undefined ? [] : [{ topic: topicOf(reminder.platform), key: reminder.id, runAt }];
    });
    try {
      await queue.schedule(waiting);
      for (const reminder of reminders) if (nextLook(reminder) === undefined) await queue.cancel(topicOf(reminder.platform), [reminder.id]);
    } catch (error) {
      // They are kept, and whoever asked must not hear that they are not.
      log.warn(
        { ids: reminders.map(({ id }) => id), type: error instanceof Error ? error.name : typeof error },
        'the queue was not told when to look at reminders that are kept: the sweep looks at them once they are due',
      );
    }
  }

  function prepare(drafts: readonly Draft[], request: Request): readonly Reminder[] {
    const { platform, workspace, channel } = request.place;
    const createdAt = clock.now();
    return drafts.map(
      (draft): Reminder => ({
        ...draft,
        ...{ id: newId(), platform, workspace, channel: draft.channel ?? channel, origin: channel, person: request.person.id },
        ...{ dueAt: nextAfter(draft.schedule, createdAt), state: 'active', version: 1, createdAt },
      }),
    );
  }

  async function find(id: string, request: Request): Promise<Reminder> {
    const reminder = await store.find(id.trim().toLowerCase());
    if (reminder === undefined || !maySee(reminder, request)) {
      throw new UserError(`There is no reminder \`${id}\` here.`, 'Say `reminders` for those there are: each shows its short name.', {
        tryThese: ['reminders'],
      });
    }
    return reminder;
  }

  return {
    find,
    prepare,
    watch: look,
    async add(drafts, request) {
      const reminders = prepare(drafts, request);
      const entries = reminders.map(({ id, createdAt }) => entryOf(`reminder:${id}`, 'reminder set', request, createdAt));
      const kept = await store.add(reminders, entries, askedIn(request, clock.now()));
      await look(kept);
      return kept;
    },
    list: (request) => store.listFor(whose(request), MOST_LISTED),
    async change(id, request, action, change) {
      for (let tries = 0; tries < TRIES; tries++) {
        const reminder = await find(id, request);
        const now = clock.now();
        const next = change(reminder, now);
        if (next === reminder) return reminder;
        if (!(await store.replace(reminder, next, entryOf(`reminder:${id}`, action, request, now)))) continue;
        await look([next]);
        return { ...next, version: reminder.version + 1 };
      }
      throw new UserError('Somebody else is changing this reminder just now.', `Look at it first: \`reminder show ${id}\`.`, {
        tryThese: [`reminder show ${id}`],
      });
    },
    async retell(reminder, reply) {
      const shown = await store.lastShown(reminder.id);
      if (shown === undefined || shown.isAnswered) return false;
      await store.answered(shown.key);
      const { platform, workspace, channel } = reminder;
      // Whoever pressed is answered anyway: that the message stays as it was is no reason to fail.
      await courierOf(platform)?.replace({ platform, workspace, channel }, shown.message, reply);
      return true;
    },
    async unreachable({ platform, workspace, channel }) {
      const answer = await courierOf(platform)?.canReach({ platform, workspace, channel });
      return answer === undefined || answer === 'yes' || answer === 'unknown' ? undefined : CANNOT[answer](channel);
    },
    history: (id) => store.history(`reminder:${id}`, HISTORY),
  };
}

const CANNOT = {
  forbidden: (channel: string) =>
    `I cannot write in <#${channel}> yet: invite me there (in Slack \`/invite @Steward\`; in Discord let me view and send messages), or it will be shown to you alone.`,
  gone: (channel: string) => `<#${channel}> is not there, or closed to me: change the reminder to another channel.`,
  removed: () => 'I was removed from this workspace: have me installed again before it is due.',
} as const;

/** Short enough to type. */
export const newId = (): string => Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export const entryOf = (subject: string, action: string, { person, place }: Request, at: Date): AuditEntry => ({
  ...{ at, platform: place.platform, workspace: place.workspace, person: person.id, action, subject },
});

export const whose = ({ place, person }: Request) => ({ platform: place.platform, workspace: place.workspace, channel: place.channel, person: person.id });

/** It belongs to the channel where it is shown and to the one where it was set; who set it may always see to it. */
export const maySee = (
  reminder: Pick<Reminder, 'platform' | 'workspace' | 'channel' | 'person'> & { readonly origin?: string },
  { place, person }: Request,
): boolean =>
  reminder.platform === place.platform &&
  reminder.workspace === place.workspace &&
  (reminder.channel === place.channel || reminder.origin === place.channel || reminder.person === person.id);
