import { type Check, ok, wrong } from '../finding.ts';

/** `engines` in package.json. */
const LEAST = [20, 19] as const;

/** @param version such as `v20.20.2` */
export function nodeCheck(version: string): Check {
  return {
    about: 'Node.js',
    async run() {
      const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
      const isEnough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
      return [isEnough ? ok(`${version}.`) : wrong(`${version} is too old.`, `Install Node.js ${LEAST.join('.')} or newer.`)];
    },
  };
}
