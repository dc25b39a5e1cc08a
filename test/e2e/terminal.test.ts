import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { startSteward, steward, temporaryFolder } from '../program.ts';

const answerSchema = z.strictObject({
  question: z.string(),
  answered: z.boolean(),
  confidence: z.number().min(0).max(1),
  passages: z
    .array(
      z.strictObject({
        entry: z.string(),
        kind: z.string(),
        title: z.string(),
        heading: z.string(),
        text: z.string(),
        score: z.number().min(0).max(1),
        status: z.enum(['current', 'historical', 'planned', 'contested']),
        sources: z
          .array(
            z.strictObject({
              title: z.string(),
              publisher: z.string(),
              date: z.string(),
              locator: z.string().nullable(),
              url: z.string().nullable(),
              grade: z.enum(['A', 'B', 'C']),
            }),
          )
          .min(1),
      }),
    )
    .max(5),
});

describe('steward ask', () => {
  it('answers with the passage, its source, what has changed and how to see more', async () => {
    const { status, out } = await steward(['ask', 'how long does a local area agreement run for']);
    expect(status).toBe(0);
    expect(out).toMatch(/three-year/i);
    expect(out).toContain('Source: Local Strategic Partnerships (motion), UNISON Local Government Service');
    expect(out).toMatch(/What has changed since: .*(2010|2011)/s);
    expect(out).toMatch(/› show [a-z0-9-]+ {3}See all of it/);
  });

  it('keeps to 80 columns and uses no colour when the output is not a terminal', async () => {
    const { out } = await steward(['ask', 'who carries the risk in a partnership']);
    const lines = out.split('\n').filter((line) => !line.includes('https://') && !line.includes('http://'));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(out).not.toMatch(/\u001b/);
  });

  it('shows the other side where there is one', async () => {
    const { out } = await steward(['ask', 'how many jobs could be lost in Milton Keynes and Northamptonshire']);
    expect(out).toMatch(/525 to\s+630/);
    expect(out).toContain('The other side: ');
  });

  it('says plainly that it does not know, and keeps the topics only', async () => {
    const data = temporaryFolder();
    const { status, out } = await steward(['ask', 'does the Grimsby partnership pay for childcare at Christmas, asks Jo Bloggs'], {
      env: { STEWARD_DATA: data },
    });
    expect(status).toBe(0);
    expect(out).toContain('I don’t know');
    const kept = existsSync(join(data, 'unanswered.jsonl')) ? readFileSync(join(data, 'unanswered.jsonl'), 'utf8') : '';
    expect(kept).toContain('partnership');
    expect(kept).not.toMatch(/grimsby|jo|bloggs/i);
  });

  it('gives the same answer to the same question', async () => {
    const [first, second] = await Promise.all([
      steward(['ask', '--json', 'what is a virtual council']),
      steward(['ask', '--json', 'what is a virtual council']),
    ]);
    expect(first.out).toBe(second.out);
  });

  it('prints one JSON object with --json', async () => {
    const { out } = await steward(['ask', '--json', 'what', 'is', 'the', 'ethical', 'care', 'charter']);
    const answer = answerSchema.parse(JSON.parse(out));
    expect(answer.answered).toBe(true);
    expect(answer.question).toBe('what is the ethical care charter');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('reads a question a line and prints an object a line, in order, with --json --batch', async () => {
    const questions = ['what is the ethical care charter', '', 'pizza near me', 'x'.repeat(10_000), '🙂🙂', 'who researched the Milton Keynes alternative'];
    const { status, out } = await steward(['ask', '--json', '--batch'], { input: `${questions.join('\n')}\n` });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers.map((answer) => answer.question)).toEqual(questions);
    expect(answers.map((answer) => answer.answered)).toEqual([true, false, false, false, false, true]);
    for (const answer of answers.filter((one) => one.answered)) answerSchema.parse(answer);
    for (const answer of answers.filter((one) => !one.answered)) expect(answer.passages).toEqual([]);
  });
});

describe('records that cannot be kept', () => {
  it('are said to be so where no folder can be made, soon', async () => {
    const { status, err } = await steward(['reminders'], { env: { STEWARD_DATA: '/dev/null/steward' } });
    expect(status).not.toBe(0);
    expect(err).toContain('I may not write to my records');
  });

  it.runIf(existsSync('/proc/self'))('are said to be so in a folder of the system’s own', async () => {
    expect((await steward(['reminders'], { env: { STEWARD_DATA: '/proc/nope/steward' } })).err).toContain('I may not write to my records');
  });

  it('tell whoever asked not to try again where that cannot help', async () => {
    const data = temporaryFolder();
    writeFileSync(join(data, 'steward.db'), 'no database at all, but long enough to be taken for the beginning of one by a careless reader'.repeat(20));
    const { err } = await steward(['reminders'], { env: { STEWARD_DATA: data } });
    expect(err).toContain('My records are not as they should be');
    expect(err).toContain('Please tell whoever runs Steward, with this number');
    expect(err).not.toContain('try again');
  });
});

describe('a reader that has gone', () => {
  it('ends the program quietly, as `steward … | head -1` expects', async () => {
    const program = startSteward(['ask', '--json', '--batch']);
    let err = '';
    program.stderr.on('data', (chunk) => {
      err += chunk;
    });
    program.stdin.on('error', () => {});
    program.stdout.once('data', () => program.stdout.destroy());
    program.stdin.write('what is a virtual council\n'.repeat(2_000));
    const status = await new Promise((done) => program.on('exit', done));
    expect(err).toBe('');
    expect(status).toBe(0);
  });
});

describe('bad input', () => {
  it.each([
    ['control characters', '\u0000\u001b[31mjobs\u0007'],
    ['emoji only', '🙂🙂🙂'],
    ['another language', 'combien coûte une pizza à Paris ce soir'],
    ['a script of its own', '料理のレシピを教えて'],
    ['a regular expression', '^(a+)+$'],
    ['SQL', "'; DROP TABLE reminders; --"],
    ['a mention of everyone', '@everyone <!channel>'],
  ])('%s: an answer or a plain no, never a stack trace', async (_, question) => {
    const { status, out, err } = await steward([], { input: `${question}\n` });
    expect(status).toBe(0);
    expect(out.trim().length).toBeGreaterThan(0);
    expect(out + err).not.toMatch(/\bat .*\.js:\d+|undefined|\[object Object\]|NaN/);
    expect(out).not.toMatch(/[\u0000-\u0008\u001b]/);
  });

  it('an empty question: what was wrong and an example that works', async () => {
    const { status, err } = await steward(['ask', ' ']);
    expect(status).toBe(2);
    expect(err).toContain('`ask` needs words after it: your question, in your own words.');
    expect(err).toContain('`ask how many jobs went in Middlesbrough`');
  });

  it('10,000 characters: how long it is and how long it may be', async () => {
    const { status, err } = await steward(['ask', 'jobs '.repeat(2_000)]);
    expect(status).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toMatch(/10,00\d characters long, and I read at most 4,000/);
  });

  it('a misspelt command: the nearest name', async () => {
    const { status, err } = await steward(['motoins', 'shared services']);
    expect(status).toBe(2);
    expect(err).toContain('Did you mean `motions shared services`?');
  });

  it('an option where a command belongs: says so, and is no question', async () => {
    const { status, err } = await steward(['--verbose', 'jobs']);
    expect(status).toBe(2);
    expect(err).toContain('I have no command called `--verbose`.');
  });

  it('a greeting is no misspelt command', async () => {
    const { status } = await steward(['hello']);
    expect(status).toBe(0);
  });

  it('letters that ASCII lacks leave no pieces that match by chance', async () => {
    const { answered } = JSON.parse((await steward(['ask', '--json', 'żółć'])).out);
    expect(answered).toBe(false);
  });

  it('a wrong option or value: what was wrong, and an example', async () => {
    expect((await steward(['risks', '--them', 'jobs'])).err).toContain('Did you mean `--theme`?');
    expect((await steward(['risks', '--theme', 'job'])).err).toContain('did you mean `jobs`?');
    expect((await steward(['cases', '--year', 'soon'])).err).toContain('must be a number');
    expect((await steward(['cases', '--year'])).err).toContain('`--year` needs a value after it');
  });
});

describe('the knowledge folder', () => {
  it('missing: says so, and still runs', async () => {
    const { status, out, err } = await steward(['ask', 'what is a virtual council'], { env: { STEWARD_KNOWLEDGE: '/nowhere/at/all' } });
    expect(status).toBe(0);
    expect(out).toContain('I don’t know');
    expect(err).toContain('is there a knowledge folder at /nowhere/at/all?');
    expect(err).toContain('STEWARD_KNOWLEDGE');
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('with a file that does not parse: names file and line, and the others still answer', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'risk'));
    const entry = (id: string, more = ''): string =>
      `---\nid: ${id}\nkind: risk\ntitle: Lost jobs\nsummary: Jobs go.\nthemes: [jobs]\nstatus: current\nrelated: [other]\n${more}---\n\n## Jobs go when work moves\n\n${'Jobs go when the work moves away from town. '.repeat(6)}\n\nSource: report (Jobs)\nAsked as: do jobs go when the work moves away\n`;
    writeFileSync(join(folder, 'sources.yml'), '- { id: report, title: A report, publisher: A branch, date: "2002", grade: C }\n');
    writeFileSync(join(folder, 'lexicon.yml'), 'abbreviations: {}\nsayings: {}\n');
    // Windows editors put a byte-order mark first.
    writeFileSync(join(folder, 'risk/good.md'), `\uFEFF${entry('good')}`);
    writeFileSync(join(folder, 'risk/bad.md'), entry('bad', 'aliases: [unclosed\n'));
    const { out, err } = await steward(['ask', 'do jobs go when the work moves away'], { env: { STEWARD_KNOWLEDGE: folder } });
    expect(out).toContain('Jobs go when work moves');
    expect(err).toMatch(/knowledge\/risk\/bad\.md:\d+: not valid YAML/);
  });
});

describe('settings', () => {
  it('a bad one stops the start with its name and the remedy, never its value', async () => {
    const { status, err } = await steward(['help'], { env: { STEWARD_TIME_ZONE: 'Mars/Olympus', STEWARD_LOG_LEVEL: 'chatty' } });
    expect(status).toBe(2);
    expect(err).toContain('STEWARD_TIME_ZONE must be a time zone such as Europe/London or UTC');
    expect(err).toContain('STEWARD_LOG_LEVEL must be one of debug, info, warn, error, silent.');
    expect(err).not.toMatch(/Mars|chatty/);
  });
});

describe('input that is not a terminal', () => {
  it.each(['GMT', 'EST', 'EST5EDT'])('refuses %s as a time zone: its clocks are not those of a place', async (zone) => {
    const { status, err } = await steward(['help'], { env: { STEWARD_TIME_ZONE: zone } });
    expect(status).toBe(2);
    expect(err).toContain('know no summer time');
  });

  it('hears guidance in words at a shell as everywhere', async () => {
    const { status, err } = await steward(['broadcast', '--title', 'The ballot', 'to Scotland: it opens on Monday']);
    expect(status).toBe(2);
    expect(err).toContain('There is no open branch in Scotland yet');
  });

  it('says of a reminder set at a shell that it comes only while Steward runs', async () => {
    const { status, out } = await steward(['remind', 'ring Jo', 'tomorrow', '9am']);
    expect(status).toBe(0);
    expect(out).toContain('It comes here only while Steward runs');
  });

  it('is answered line by line and ends with it', async () => {
    const { status, out } = await steward([], { input: 'what is a virtual council\nhelp law\n\n' });
    expect(status).toBe(0);
    expect(out).toContain('virtual');
    expect(out).toContain('--status');
  });
});

describe('a knowledge folder that changes while running', () => {
  const entry = (id: string, words: string): string =>
    `---\nid: ${id}\nkind: risk\ntitle: ${id}\nsummary: ${id}.\nthemes: [jobs]\nstatus: current\nrelated: [moon]\n---\n\n## About ${id}\n\n${`${words}. `.repeat(12)}\n\nSource: report\nAsked as: when do ${words}\n`;

  function knowledgeFolder(): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'risk'));
    writeFileSync(join(folder, 'sources.yml'), '- { id: report, title: A report, publisher: A branch, date: "2002", grade: C }\n');
    writeFileSync(join(folder, 'lexicon.yml'), 'abbreviations: {}\nsayings: {}\n');
    writeFileSync(join(folder, 'not-covered.yml'), '[]\n');
    return folder;
  }

  /** The program on this folder; it never outlives the test, and is never waited for without end. */
  function startOn(folder: string) {
    const program = startSteward([], { STEWARD_KNOWLEDGE: folder });
    onTestFinished(() => void program.kill('SIGKILL'));
    let out = '';
    program.stdout.on('data', (chunk) => {
      out += chunk;
    });
    return {
      /** Asks until the answer is there: the watcher waits for quiet before it reads, and every question is answered meanwhile. */
      async askUntil(question: string, answer: RegExp): Promise<void> {
        const from = out.length;
        const asking = setInterval(() => program.stdin.write(`${question}\n`), 150);
        try {
          await vi.waitFor(() => expect(out.slice(from)).toMatch(answer), { timeout: 5_000, interval: 20 });
        } finally {
          clearInterval(asking);
        }
      },
      async end(): Promise<unknown> {
        const exit = once(program, 'exit', { signal: AbortSignal.timeout(5_000) });
        program.stdin.end();
        const [status] = await exit;
        return status;
      },
    };
  }

  it('is read again', async () => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'risk/tide.md'), entry('tide', 'yesterday harbour tides rise'));
    const program = startOn(folder);
    await program.askUntil('when do harbour tides rise', /yesterday/);
    writeFileSync(join(folder, 'risk/tide.md'), entry('tide', 'tomorrow harbour tides rise'));
    await program.askUntil('when do harbour tides rise', /tomorrow/);
    expect(await program.end()).toBe(0);
  });

  it('answers from what is left when a file is deleted', async () => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'risk/tide.md'), entry('tide', 'harbour tides rise twice daily'));
    writeFileSync(join(folder, 'risk/crane.md'), entry('crane', 'dockside cranes lift heavy cargo'));
    const program = startOn(folder);
    await program.askUntil('when do harbour tides rise', /About tide/);
    rmSync(join(folder, 'risk/tide.md'));
    await program.askUntil('when do harbour tides rise', /I don’t know/);
    await program.askUntil('when do dockside cranes lift', /About crane/);
    expect(await program.end()).toBe(0);
  });
});
