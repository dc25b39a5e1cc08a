import type { Clock } from '../../core/clock.ts';
import { type Check, look, ok, wrong } from '../finding.ts';
import { askServer } from '../web.ts';

/** A server's date is in whole seconds, and an answer takes a while. */
const CLOSE_SECONDS = 5;
/** Slack turns away what is signed five minutes beside its own time; a reminder is late long before that. */
const FAR_SECONDS = 60;

/** Compares this machine's clock with a server's, as it dates its answers. */
export function clockCheck(clock: Clock, url: string): Check {
  return {
    about: 'Clock',
    async run() {
      const before = clock.now().getTime();
      const answer = await askServer(url, 'HEAD');
      const here = (before + clock.now().getTime()) / 2;
      const there = Date.parse(answer?.headers.get('date') ?? '');
      if (Number.isNaN(there))
        return [look('It could not be compared: no server answered.', 'Offline that is to be expected: then look whether this machine shows the right time.')];
      const seconds = Math.round((here - there - 500) / 1_000);
      const beside = `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
      if (Math.abs(seconds) <= CLOSE_SECONDS) return [ok('right.')];
      const remedy = 'Have this machine set its clock from the network (NTP): reminders go by it.';
      return [Math.abs(seconds) <= FAR_SECONDS ? look(`${beside}.`, remedy) : wrong(`${beside}.`, remedy)];
    },
  };
}
