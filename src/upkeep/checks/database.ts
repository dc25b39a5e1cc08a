import type { Database } from '../database.ts';
import { type Check, ok } from '../finding.ts';

/** Whether it can be reached, what it is, and who else has it open. */
export function reachableCheck(database: Database): Check {
  return {
    about: 'Database',
    async run() {
      const found = await database.find();
      if (found.state === 'absent') return [ok('it is not there yet: the first start that needs it makes it.')];
      if (found.state === 'shut') throw found.fault;
      const { engine, version } = found.health;
      return [
        ok(`${engine} ${version}, and it can be opened.`),
        ok(found.isOpenElsewhere ? 'another Steward, or another program, has it open.' : 'no other Steward has it open.'),
      ];
    },
  };
}
