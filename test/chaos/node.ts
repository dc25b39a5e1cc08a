import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm starts tests and benchmarks, which are bundled elsewhere. */
const ROOT = process.cwd();
/** A node does not outlive the tests, however these end. */
const ARGUMENTS = ['--enable-source-maps', '--require', join(ROOT, 'bench/roundtrip-memory.cjs'), join(ROOT, 'dist/main.js')];

/** What a process has used; undefined where the system does not say (it is read from /proc). */
interface Usage {
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}

/** The real program as one node. */
export interface Node {
  /** Milliseconds from its start until it answered on its platforms; undefined until then. */
  readonly readyAfterMs: number | undefined;
  readonly isRunning: boolean;
  /** What it has printed: warnings and errors too. */
  readonly said: string;
  usage(): Usage | undefined;
  /** Resolves when it answers, or has ended. */
  ready(): Promise<void>;
  /** kill -9, at this very moment. */
  kill(): void;
  ended(): Promise<void>;
  /** @returns its exit status */
  stop(): Promise<number | null>;
}

/** @param settings its whole environment but for the path */
export function startNode(settings: Readonly<Record<string, string>>): Node {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ARGUMENTS, {
    env: { PATH: process.env.PATH, STEWARD_LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  let said = '';
  let readyAfterMs: number | undefined;
  const ready = new Promise<void>((done) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (!String(chunk).includes('Steward answers on 2 platforms')) return;
      readyAfterMs ??= performance.now() - startedAt;
      done();
    });
    child.once('exit', () => done());
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  return {
    get readyAfterMs() {
      return readyAfterMs;
    },
    get isRunning() {
      return isRunning(child);
    },
    get said() {
      return said;
    },
    usage: () => (child.pid === undefined || !isRunning(child) ? undefined : usageOf(child.pid)),
    ready: () => ready,
    kill: () => void child.kill('SIGKILL'),
    ended: async () => void (await ended),
    async stop() {
      child.kill('SIGTERM');
      const [status] = await ended;
      return typeof status === 'number' ? status : null;
    },
  };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

const TICKS_A_SECOND = 100;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: user and system time are its 14th and 15th field, the second ends with `)`. */
function usageOf(pid: number): Usage | undefined {
  try {
    const read = (file: string): string => readFileSync(join('/proc', String(pid), file), 'utf8');
    const fields = read('stat').split(') ')[1]?.split(' ') ?? [];
    const memory = /VmRSS:\s+(\d+) kB/.exec(read('status'))?.[1];
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND, memoryMb: Number(memory) / 1_024 };
  } catch {
    return undefined;
  }
}
