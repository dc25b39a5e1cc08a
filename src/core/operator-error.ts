/**
 * Something that only whoever runs Steward can mend: a full disk, a database that is away.
 * The message is for the log, in words for that person: what was wrong and what to do, and nothing that anybody asked or that was kept.
 */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  /** What the person who asked is told: whole sentences. */
  readonly said: string;
  /** False when trying again cannot help until somebody has mended it. */
  readonly mayPass: boolean;

  constructor(message: string, said: string, { mayPass = true, ...options }: ErrorOptions & { readonly mayPass?: boolean } = {}) {
    super(message, options);
    this.said = said;
    this.mayPass = mayPass;
  }
}
