import { listEntries } from './list-entries.ts';

export const questions = listEntries({
  name: 'questions',
  summary: 'Questions to put to the employer, stage by stage',
  noun: { one: 'list of questions', many: 'lists of questions' },
  examples: ['questions before the decision', 'questions contract award'],
});
