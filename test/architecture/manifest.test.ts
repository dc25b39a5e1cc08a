import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { suggestedPrompts } from '../../src/adapters/slack/prompts.ts';
import { EVENTS, SCOPES } from '../../src/adapters/slack/scopes.ts';
import { shortcuts } from '../../src/adapters/slack/shortcuts.ts';
import { slashCommands } from '../../src/adapters/slack/slash.ts';

const MANIFEST = join(resolve(import.meta.dirname, '../..'), 'manifest.yml');

/** The manifest with the two lists that follow from the commands made anew: `UPDATE_DOCS=1` writes it. */
function withLists(text: string): string {
  const asYaml = (list: object[]): string =>
    dump(list, { lineWidth: -1, quoteStyle: 'double' })
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('');
  return text
    .replace(/(?<=^ {2}shortcuts:\n)(?: {4}.*\n)+/m, asYaml(shortcuts(commands)))
    .replace(/(?<=^ {2}slash_commands:\n)(?: {4}.*\n)+/m, asYaml(slashCommands(commands)));
}

if (process.env.UPDATE_DOCS === '1') writeFileSync(MANIFEST, withLists(readFileSync(MANIFEST, 'utf8')));
const written = readFileSync(MANIFEST, 'utf8');

const text = (min: number, max: number) => z.string().min(min).max(max);

/** The limits of Slack's manifest schema, for the parts we use: https://docs.slack.dev/reference/app-manifest */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({ home_tab_enabled: z.literal(true), messages_tab_enabled: z.literal(true), messages_tab_read_only_enabled: z.literal(false) }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: text(1, 300),
      suggested_prompts: z.array(z.strictObject({ title: text(1, 75), message: text(1, 3_000) })).max(4),
    }),
    shortcuts: z
      .array(z.strictObject({ name: text(1, 24), type: z.enum(['message', 'global']), callback_id: text(1, 255), description: text(1, 150) }))
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .max(32)
            .regex(/^\/[a-z][a-z-]*$/),
          description: text(1, 2_000),
          usage_hint: text(1, 1_000),
          should_escape: z.literal(true),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(text(1, 50)) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(text(1, 50)) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.boolean(),
  }),
});

describe('manifest.yml', () => {
  const manifest = schema.parse(load(written));
  const { features, oauth_config, settings } = manifest;

  it('declares the slash commands, shortcuts and prompts that follow from the commands', () => {
    expect(features.slash_commands, 'UPDATE_DOCS=1 npm test -- test/architecture/manifest.test.ts makes them anew').toEqual(slashCommands(commands));
    expect(features.shortcuts).toEqual(shortcuts(commands));
    expect(features.agent_view.suggested_prompts).toEqual(suggestedPrompts(commands));
  });

  it('asks for the scopes and events that the adapter uses, no more', () => {
    expect(oauth_config.scopes.bot).toEqual([...SCOPES]);
    expect(settings.event_subscriptions.bot_events).toEqual([...EVENTS]);
  });

  it('says why for each scope and event', () => {
    for (const name of [...SCOPES, ...EVENTS]) expect(written).toMatch(new RegExp(`^ +- ${name.replaceAll('.', '\\.')} # \\S+`, 'm'));
  });

  it('takes no name that Slack keeps for itself', () => {
    const names = features.slash_commands.map(({ command }) => command);
    expect(new Set(names).size).toBe(names.length);
    for (const builtIn of ['/remind', '/search', '/help', '/who', '/topic', '/status', '/invite', '/open', '/feed']) expect(names).not.toContain(builtIn);
  });
});
