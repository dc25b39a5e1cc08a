/** Something wrong in a file that people write, said so that its writer can mend it. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
