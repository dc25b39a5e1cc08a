import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../store/store-error.ts';
import { type Check, type Finding, look, ok, wrong } from '../finding.ts';
import { sizeInWords } from '../plain-words.ts';

/** Room for the database to grow, its log and a backup beside it. */
const LITTLE_BYTES = 500e6;
const TOO_LITTLE_BYTES = 50e6;

/** Whether the folder in STEWARD_DATA can be written, and the space on its disk. */
export function dataFolderCheck(folder: string): Check {
  return {
    about: 'Data folder',
    async run() {
      const isThere = existsSync(folder);
      const place = isThere ? folder : nearestFolder(folder);
      return [await writing(place, isThere), ...(await space(place))];
    },
  };
}

function nearestFolder(folder: string): string {
  const above = dirname(folder);
  return existsSync(above) || above === folder ? above : nearestFolder(above);
}

async function writing(place: string, isThere: boolean): Promise<Finding> {
  const probe = join(place, `.steward-doctor-${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(probe, '');
    return ok(isThere ? 'it can be written.' : 'it is not there yet, and can be made.');
  } catch (error) {
    return wrong(
      `It cannot be written (${codeOf(error) || 'unknown'}).`,
      'Let the user that runs Steward write to the folder in STEWARD_DATA, or set STEWARD_DATA to one it may write to.',
    );
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

async function space(place: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const what = `${sizeInWords(free)} free on its disk.`;
  if (free < TOO_LITTLE_BYTES) return [wrong(what, 'Free some space now: with a full disk Steward can keep nothing more.')];
  return [free < LITTLE_BYTES ? look(what, 'Free some space soon.') : ok(what)];
}
