import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For vitest's `globalSetup`: whatever tests leave in the system's temporary folder lies in one of the run's own, which goes with the run. */
export default function ownTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'steward-run-'));
  // Tests of permissions are another user, who must get at what is in it.
  chmodSync(folder, 0o755);
  const before = process.env.TMPDIR;
  // The processes that run the tests inherit it, and `tmpdir` reads it.
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
