import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, list, privately, text } from '../src/core/reply.ts';
import { ROLE_WORDS } from '../src/core/role-words.ts';
import { countsIn, type Held } from '../src/core/standing.ts';
import { nameKey } from '../src/directory/names.ts';
import { grantData, grantLine } from './grant-words.ts';
import type { Services } from './services.ts';

/** Listed at once: more do not fit a screen. */
const LISTED = 40;

export const roles = defineCommand({
  name: 'roles',
  summary: 'Which roles you have, and those of others that you may see',
  input: z.object({ of: z.string().trim().optional().meta({ description: 'A region, a branch or a role to look for', rest: true }) }),
  allow: 'anyone',
  examples: ['roles', 'roles North West'],
  async run({ of: sought = '' }, { services, request, held: find }: Context<Services>) {
    const service = await services.roles();
    const held = await find();
    const own = held.filter((one) => countsIn(one, request.place));
    const grants = await service.list({ request, held });
    const names = await service.names.all(grants);
    const lines = grants.map((grant, nth) => ({ grant, name: names[nth] ?? grant.role })).filter(({ name }) => nameKey(name).includes(nameKey(sought)));
    const blocks: Block[] = [
      text(`You are ${await said(own, service.names.all)}.`),
      ...(lines.length === 0
        ? sought === ''
          ? [text(NONE, 'muted')]
          : [text(`Nobody whom you may see has a role called “${sought}”.`, 'muted'), ...buttons(button('Ask it as a question', `ask roles ${sought}`))]
        : [
            list(lines.slice(0, LISTED).map(({ grant, name }) => grantLine(grant, name, request))),
            text(lines.length > LISTED ? more(lines.length) : REVOKE, 'muted'),
          ]),
    ];
    return privately(blocks, { you: own.map(({ role, of }) => ({ role, of: of ?? null })), roles: lines.map(({ grant, name }) => grantData(grant, name)) });
  },
});

const ORDER: readonly string[] = Object.keys(ROLE_WORDS);
const NONE = 'Nobody was given a role that you may see. Whoever owns or administers this workspace may give one: `role grant`.';
const REVOKE = '`role revoke` and the short name in brackets takes one back.';
const more = (count: number): string => `These are ${LISTED} of ${count}: name a region or a branch to see fewer, as in \`roles North West\`.`;

/** `an organiser, a regional officer of North West and an administrator`. */
async function said(held: readonly Held[], namesOf: (roles: readonly Held[]) => Promise<readonly string[]>): Promise<string> {
  const ordered = [...held].sort((one, other) => ORDER.indexOf(one.role) - ORDER.indexOf(other.role));
  const names = await namesOf(ordered);
  const each = ordered.map(({ role }, nth) => `${ROLE_WORDS[role].split(' ')[0]} ${names[nth] ?? role}`);
  return new Intl.ListFormat('en-GB').format([...new Set(each)]);
}
