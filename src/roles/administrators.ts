import type { Place } from '../core/request.ts';

/** Somebody whom the environment names as an administrator, everywhere. */
export type NamedAdministrator = Pick<Place, 'platform' | 'workspace'> & { readonly person: string };

/**
 * Reads `slack:T0123:U0123, discord:290926798626357999:53908232506183680`.
 * @returns undefined when it is not written so
 */
export function readAdministrators(setting: string): readonly NamedAdministrator[] | undefined {
  const entries = setting.split(/[,\s]+/u).filter((entry) => entry !== '');
  const read = entries.flatMap((entry) => {
    const { platform, workspace, person } = /^(?<platform>[a-z]+):(?<workspace>[A-Z0-9]+):(?<person>[A-Z0-9]+)$/u.exec(entry)?.groups ?? {};
    return platform === undefined || workspace === undefined || person === undefined ? [] : [{ platform, workspace, person }];
  });
  return read.length === entries.length ? read : undefined;
}
