import type { Job } from '../jobs/queue.ts';
import type { Lane } from './broadcast-store.ts';

/** Its start, its chases and its end: any process may see to them. */
export const BROADCASTS = 'broadcasts';
/** Questions on their way to a sender. */
export const QUESTIONS = 'broadcast-questions';
/** What of a broadcast goes to one workspace; and the message that shows how far it has come. Only a process that is connected to the platform can. */
export const lanesTopic = (platform: string): string => `broadcasts.${platform}`;
export const progressTopic = (platform: string): string => `broadcast-progress.${platform}`;

export const laneJob = ({ broadcast, platform, workspace, at }: Lane & { readonly at: Date }): Job => ({
  ...{ topic: lanesTopic(platform), key: `${broadcast}.${workspace}`, runAt: at },
});

/** What the key of such a job says. */
export function laneOf(platform: string, key: string): Lane {
  const [broadcast = '', ...workspace] = key.split('.');
  return { broadcast, platform, workspace: workspace.join('.') };
}
