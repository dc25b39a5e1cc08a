import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GivenToDiscord } from '../fakes/discord/attached.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type DiscordApp, discordApp, shown } from './discord-app.ts';
import { bytesOf, MOST_BYTES, stewardWithFiles } from './file-command.ts';

const CSV: GivenToDiscord = { name: 'Branches – Gŵyr.csv', bytes: bytesOf('name;region\nSwansea;Wales\n') };
const READ = 'Read Branches\\_G\\_yr.csv for Wales: name;region';

describe('a file given in Discord', () => {
  let discord: FakeDiscord;
  let app: DiscordApp;
  beforeAll(async () => {
    discord = await startFakeDiscord();
    app = discordApp(discord, { steward: stewardWithFiles() });
    await app.adapter.start();
  });
  afterAll(async () => {
    await app.adapter.stop();
    await discord.stop();
  });

  const slash = async (options: Parameters<FakeDiscord['slash']>[1]) => (await discord.slash('branches import', options)).answer();
  const submit = async (customId: string | undefined, fields: Parameters<FakeDiscord['submitModal']>[1]) =>
    (await discord.submitModal(customId ?? '', fields)).answer();

  it('comes with a slash command', async () => {
    expect(shown(await slash({ list: CSV, region: 'Wales' }))).toContain(READ);
    expect(JSON.stringify(app.log.lines)).not.toMatch(/Branches|Swansea/);
    expect(discord.unanswered).toEqual([]);
  });

  it('comes with a form, which says what it takes', async () => {
    const { modal } = await discord.press(await slash({}), 'Take a list');
    expect(modal?.components[0]).toMatchObject({ component: { type: 19, required: false, file_types: ['.csv', '.txt'] } });
    expect(shown(await submit(modal?.custom_id, { list: CSV, region: 'Wales' }))).toContain(READ);
  });

  it('need not be given again when something else has to be corrected', async () => {
    const { modal } = await discord.press(await slash({}), 'Take a list');
    const refused = await submit(modal?.custom_id, { list: CSV, region: 'W4les' });
    expect(shown(refused)).toContain('is no region');
    const again = await discord.press(refused, 'Correct it');
    expect(JSON.stringify(again.modal?.components)).toContain('Leave it empty to keep Branches_G_yr.csv.');
    expect(shown(await submit(again.modal?.custom_id, { region: 'Wales' }))).toContain(READ);
  });

  it('can be replaced by another when it has to be corrected', async () => {
    const { modal } = await discord.press(await slash({}), 'Take a list');
    const refused = await submit(modal?.custom_id, { list: { ...CSV, name: 'branches.xlsx' } });
    expect(shown(refused)).toContain('has to be a .csv or .txt file, and “branches.xlsx” is not');
    const again = await discord.press(refused, 'Correct it');
    expect(shown(await submit(again.modal?.custom_id, { list: CSV, region: 'Wales' }))).toContain(READ);
  });

  it.each([
    ['too large', { ...CSV, bytes: new Uint8Array(MOST_BYTES + 1) }, 'is 1.1 MB, and I take at most 1 MB'],
    ['empty', { ...CSV, bytes: new Uint8Array() }, 'is empty'],
  ])('says that it is %s', async (_, list, words) => {
    expect(shown(await slash({ list }))).toContain(words);
  });

  it('says that it is gone, and takes another', async () => {
    const { modal } = await discord.press(await slash({}), 'Take a list');
    const refused = await submit(modal?.custom_id, { list: CSV, region: 'W4les' });
    const again = await discord.press(refused, 'Correct it');
    discord.dropGivenFiles();
    const gone = await submit(again.modal?.custom_id, { region: 'Wales' });
    expect(shown(gone)).toContain('is not kept by Discord any more: attach it once more.');
    const last = await discord.press(gone, 'Correct it');
    expect(shown(await submit(last.modal?.custom_id, { list: CSV }))).toContain(READ);
  });
});
