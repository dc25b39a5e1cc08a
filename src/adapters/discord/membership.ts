import { PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import type { Membership } from '../../core/standing.ts';
import { isSnowflake } from './snowflakes.ts';
import { codeOf } from './trouble.ts';

/** Discord is asked again after a hiccup, but for no longer than anyone waits for the answer. */
const WITHIN_MS = 2_000;

/** https://docs.discord.com/developers/resources/guild#guild-object */
const guildInfo = z.object({ owner_id: z.string(), roles: z.array(z.object({ id: z.string(), permissions: z.string().regex(/^\d{1,30}$/u) })) });
const memberInfo = z.object({ roles: z.array(z.string()) });

/** Unknown Guild, Unknown Member, Unknown User: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const NO_MEMBER: ReadonlySet<unknown> = new Set([10_004, 10_007, 10_013]);

/** Who owns or administers a server of Discord, and who has its roles. */
export function createMembership(bot: REST, log: Log): Membership {
  /** Undefined for who is no member, and in direct messages, which are no server. */
  async function rolesOf(guild: string, person: string): Promise<readonly string[] | undefined> {
    if (!isSnowflake(guild) || !isSnowflake(person)) return undefined;
    try {
      return memberInfo.parse(await bot.get(Routes.guildMember(guild, person), { signal: AbortSignal.timeout(WITHIN_MS) })).roles;
    } catch (error) {
      if (NO_MEMBER.has(codeOf(error))) return undefined;
      log.warn({ platform: 'discord', code: codeOf(error) }, 'could not ask Discord what somebody may do, so it was not let through');
      throw error;
    }
  }
  return {
    personIds: 'platform',
    async isAdministrator(guild, person) {
      const mine = await rolesOf(guild, person);
      if (mine === undefined) return false;
      const { owner_id: owner, roles } = guildInfo.parse(await bot.get(Routes.guild(guild), { signal: AbortSignal.timeout(WITHIN_MS) }));
      // The role of everyone has the id of the server. https://docs.discord.com/developers/topics/permissions#permission-hierarchy
      return owner === person || roles.some(({ id, permissions }) => (mine.includes(id) || id === guild) && mayAdminister(permissions));
    },
    async groupsOf(guild, person, groups) {
      const mine = await rolesOf(guild, person);
      return groups.filter((group) => mine?.includes(group));
    },
  };
}

const mayAdminister = (permissions: string): boolean => (BigInt(permissions) & PermissionFlagsBits.Administrator) !== 0n;
