/** A small Bolt app that does one of everything, to show that the real client works with the fake. */
import { type App, Assistant, type Logger, LogLevel } from '@slack/bolt';

const nothing = (): void => {};

/** Says nothing: the tests make Bolt complain on purpose. */
export const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const modal = {
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Ask'),
  blocks: [
    { type: 'input' as const, block_id: 'question', label: plain('Question'), element: { type: 'plain_text_input' as const, action_id: 'question' } },
    {
      type: 'input' as const,
      block_id: 'authority',
      optional: true,
      label: plain('Authority'),
      element: { type: 'external_select' as const, action_id: 'authority', min_query_length: 2 },
    },
  ],
};

export const answerBlocks = [
  { type: 'section' as const, block_id: 'said', text: { type: 'mrkdwn' as const, text: '*Answer*' } },
  {
    type: 'actions' as const,
    block_id: 'more',
    elements: [{ type: 'button' as const, action_id: 'more', text: plain('More'), value: 'ask TUPE --page 2' }],
  },
];

function commands(app: App): void {
  app.command('/steward', async ({ ack, command, respond, client }) => {
    const [word] = command.text.split(' ');
    if (word === 'silent') return;
    if (word === 'now') return ack({ text: 'At once', response_type: 'in_channel' });
    await ack();
    if (word === 'form') await client.views.open({ trigger_id: command.trigger_id, view: modal });
    else if (word === 'twice') for (let time = 0; time < 6; time += 1) await respond({ text: `Answer ${time}` });
    else await respond({ text: `You asked ${command.text}`, blocks: answerBlocks });
  });
}

function interactions(app: App, seen: unknown[]): void {
  app.action('more', async ({ ack, respond, body }) => {
    await ack();
    seen.push(body);
    if (body.type === 'block_actions' && body.view === undefined) await respond({ text: 'Page 2', replace_original: true });
  });
  app.view('ask', async ({ ack, view, body }) => {
    seen.push(body);
    const bad = view.state.values.question?.question?.value === 'bad';
    if (bad) await ack({ response_action: 'errors', errors: { question: 'Say more' } });
    else await ack();
  });
  app.options('authority', async ({ ack, payload }) => {
    await ack({ options: ['Barnet', 'Barking'].filter((name) => name.startsWith(payload.value)).map((name) => ({ text: plain(name), value: name })) });
  });
  app.shortcut('ask_about', async ({ ack, body, client }) => {
    await ack();
    seen.push(body);
    await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
}

function events(app: App, seen: unknown[]): void {
  app.event('app_mention', async ({ event, client, context }) => {
    seen.push({ retryNum: context.retryNum });
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: 'Here' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: answerBlocks } });
  });
  app.event('app_uninstalled', async ({ event }) => void seen.push(event));
  app.event('tokens_revoked', async ({ event }) => void seen.push(event));
  app.assistant(
    new Assistant({
      threadStarted: async ({ setSuggestedPrompts, say }) => {
        await say('What do you want to know?');
        await setSuggestedPrompts({ prompts: [{ title: 'TUPE', message: 'What is TUPE?' }] });
      },
      userMessage: async ({ setStatus, setTitle, say }) => {
        await setStatus('is looking…');
        await setTitle('TUPE');
        await say('A regulation.');
      },
    }),
  );
}

/** Registers every listener. `seen` collects payloads as the app got them. */
export function register(app: App, seen: unknown[]): void {
  commands(app);
  interactions(app, seen);
  events(app, seen);
}
