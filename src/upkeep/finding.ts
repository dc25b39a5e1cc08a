/** What a check found. `look`: nothing is broken, but a person should know. */
export interface Finding {
  readonly status: 'ok' | 'look' | 'wrong';
  /** A sentence: never a value of a setting, a token, a name, or a path outside the data folder. */
  readonly what: string;
  /** What to do about it: a sentence. */
  readonly remedy?: string;
}

/** One thing the doctor looks at. To add one, write a file in `checks/` and name it in `open-upkeep.ts`. */
export interface Check {
  /** One or two words, such as `Time zone`. */
  readonly about: string;
  /** Waits for nothing longer than ten seconds. */
  run(): Promise<readonly Finding[]>;
}

export const ok = (what: string): Finding => ({ status: 'ok', what });
export const look = (what: string, remedy: string): Finding => ({ status: 'look', what, remedy });
export const wrong = (what: string, remedy: string): Finding => ({ status: 'wrong', what, remedy });
