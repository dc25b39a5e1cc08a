import { type FakeSlack, type Message, startFakeSlack } from '../fakes/slack/server.ts';
import { type Abilities, ALT, answeringEverything, EVERYTHING, said } from './platforms-everything.ts';
import type { Program } from './program.ts';
import { adapterFor, shown } from './slack-app.ts';

/** Tries each thing in Slack. */
export async function slackAbilities(program: Program, via: 'socket' | 'http'): Promise<Abilities> {
  const slack = await startFakeSlack();
  const { adapter } = await adapterFor(slack, via, { steward: answeringEverything(program), log: program.log });
  await adapter.start();
  try {
    await slack.command(`/steward ${EVERYTHING}`);
    const answer = await next(slack, 1);
    return {
      'Private answers': said('yes', answer.ephemeralFor === 'U0ASKER'),
      'Share with the channel': said('a button', await isShared(slack, answer)),
      Tables: said(
        'its own tables',
        answer.blocks.some(({ type }) => type === 'table'),
      ),
      Pictures: said(
        'with alt text',
        answer.blocks.some(({ type, alt_text }) => type === 'image' && alt_text === ALT) && slack.files.every(({ complete }) => complete),
      ),
      Forms: said('a form, with what is wrong beside the field', await isAnsweredForm(slack, answer)),
      'Suggestions while typing': said('in a form’s menus', await isSuggesting(slack)),
      Threads: said('answered in the thread', await isThreaded(slack)),
    };
  } finally {
    await adapter.stop();
    await slack.stop();
  }
}

/** The message that makes it so many. */
const next = (slack: FakeSlack, count: number): Promise<Message> => slack.waitFor(({ messages }) => messages[count - 1], 8_000);

async function isShared(slack: FakeSlack, answer: Message): Promise<boolean> {
  const before = slack.messages.length;
  await slack.pressButton(answer, 'share');
  const { ephemeralFor, channel, blocks } = await next(slack, before + 1);
  return ephemeralFor === undefined && channel === answer.channel && shown({ blocks }).includes('One of everything.');
}

async function isAnsweredForm(slack: FakeSlack, answer: Message): Promise<boolean> {
  const [before, views] = [slack.messages.length, slack.views.length];
  await slack.pressButton(answer, 'Find risks');
  const { id } = await slack.waitFor((seen) => seen.views[views]);
  const refused = await slack.submitView(id, { about: 'loss of control', page: 1_000 });
  await slack.submitView(id, { about: 'loss of control', page: 1 });
  const { ephemeralFor } = await next(slack, before + 1);
  return JSON.stringify(refused.ack).includes('"errors":{"page":') && ephemeralFor === 'U0ASKER';
}

async function isSuggesting(slack: FakeSlack): Promise<boolean> {
  const views = slack.views.length;
  await slack.command('/show-steward');
  await slack.waitFor((seen) => seen.views[views]);
  const { options } = await slack.typeAhead('suggest.entry', 'entry', 'southwest one');
  return options.some(({ value }) => value === 'southwest-one');
}

async function isThreaded(slack: FakeSlack): Promise<boolean> {
  const [before, thread] = [slack.messages.length, '1700000000.000100'];
  await slack.mention('risks loss of control', { channel: 'general', thread });
  const answer = await next(slack, before + 1);
  await slack.pressButton(answer, 'share');
  const shared = await next(slack, before + 2);
  return answer.threadTs === thread && shared.threadTs === thread && shared.ephemeralFor === undefined;
}
