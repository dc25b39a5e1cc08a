/**
 * Something that only whoever runs Steward can mend: a full disk, a database that is away.
 * The message is for the log, in words for that person: what was wrong and what to do, and nothing that anybody asked or that was kept.
 */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  /** What the person who asked is told: whole sentences. */
  readonly said: string;

  constructor(message: string, said: string, options?: ErrorOptions) {
    super(message, options);
    this.said = said;
  }
}
