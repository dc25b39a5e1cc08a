/** What a person asked, whoever's client it came through. Ids are the platform's opaque ones: never a name. */
export interface Request {
  readonly person: Person;
  readonly place: Place;
  readonly said: Said;
  /** BCP 47, for example `en-GB`. */
  readonly locale: string;
  /** IANA, for example `Europe/London`. */
  readonly timeZone: string;
}

export interface Person {
  readonly id: string;
  /** Those that come with where the person sits; which ones they have been given is asked for when it matters: see `Standing`. */
  readonly roles: readonly Role[];
}

export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
}

/** A line as typed, or a command with named arguments (a form, or a platform's typed options). */
export type Said =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly args: Readonly<Record<string, unknown>> };

export type Role = 'organiser' | 'branch-officer' | 'regional-officer' | 'national-officer' | 'administrator';
