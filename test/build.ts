import { execFileSync } from 'node:child_process';

/** Builds the program once, because end-to-end tests start the real one. */
export default function build(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
