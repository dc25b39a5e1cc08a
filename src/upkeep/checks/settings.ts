import type { SettingState } from '../../config.ts';
import { nearestLabels } from '../../core/spelling.ts';
import { type Check, type Finding, look, ok, wrong } from '../finding.ts';

/** @param unknown names that look like settings of ours and are none */
export function settingsCheck(settings: readonly SettingState[], unknown: readonly string[]): Check {
  const names = settings.map(({ name }) => name);
  const listed = (isSet: boolean): string =>
    settings
      .filter((setting) => setting.isSet === isSet)
      .map(({ name }) => name)
      .join(', ') || 'none';
  return {
    about: 'Settings',
    async run() {
      return [
        ok(`set: ${listed(true)}; not set: ${listed(false)}.`),
        ...settings.flatMap(({ name, fault }): Finding[] =>
          fault === undefined ? [] : [wrong(`${name} ${fault}.`, 'Steward does not start until it is mended; it is left out of what follows.')],
        ),
        ...unknown.map((name) => {
          const [near] = nearestLabels(name, names, 1);
          return look(
            `${name} is set, and Steward has no such setting.`,
            near === undefined ? 'Take it away, or look it up in the README.' : `Did you mean ${near}?`,
          );
        }),
      ];
    },
  };
}
