/** What of a broadcast is told apart from all other messages, whatever a platform makes of it. */
export interface Words {
  readonly title: string;
  /** Somewhere in its text. */
  readonly line: string;
}

/** What every copy of a broadcast is to show. */
export interface Face {
  readonly says: readonly string[];
  /** Stands on it besides: that it was corrected, or withdrawn. */
  readonly mark?: string;
  /** What it said before, and says nowhere any more. */
  readonly saidBefore: readonly string[];
}

export const firstFace = ({ title, line }: Words): Face => ({ says: [title, line], saidBefore: [] });

export const correctedFace = ({ says, saidBefore }: Face, { title, line }: Words): Face => ({
  ...{ says: [title, line], mark: 'Corrected on', saidBefore: [...saidBefore, ...says] },
});

export const withdrawnFace = ({ says, saidBefore }: Face, reason: string): Face => ({
  ...{ says: [`Why: ${reason}`], mark: 'Withdrawn', saidBefore: [...saidBefore, ...says] },
});

/** Whether a message is a copy of the broadcast, as it is now or was before. */
export const isCopy = ({ says, saidBefore }: Face, message: string): boolean => [...says, ...saidBefore].some((words) => message.includes(words));

/** Whether a copy shows all that it is to show, and nothing of what it said before. */
export const isAsItShould = ({ says, mark = '', saidBefore }: Face, copy: string): boolean =>
  copy.includes(mark) && says.every((words) => copy.includes(words)) && !saidBefore.some((words) => copy.includes(words));
