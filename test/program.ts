import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const PROGRAM = resolve(import.meta.dirname, '../dist/main.js');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the real program with these words, in an empty folder, where it leaves what it gives; `input` is its standard input (none: closed). */
export function steward(words: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Promise<Ran> {
  return new Promise((done) => {
    const surroundings = { cwd: temporaryFolder(), env: { ...bareEnvironment(), ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, [PROGRAM, ...words], surroundings, (error, out, err) => {
      done({ status: error === null ? 0 : (child.exitCode ?? null), out, err });
    });
    child.stdin?.end(input);
  });
}

/** Starts the real program and leaves it running. */
export const startSteward = (words: readonly string[], env: Record<string, string> = {}) =>
  spawn(process.execPath, [PROGRAM, ...words], { env: { ...bareEnvironment(), ...env } });

/** The environment of a fresh machine: no setting of ours, but a data folder of its own, and a port for its pages that no other test has. */
function bareEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', STEWARD_DATA: temporaryFolder(), STEWARD_WEB_PORT: '0' };
}
