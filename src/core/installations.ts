/** The app as it was installed in one workspace, or in a whole organisation. */
export interface Installation {
  /** The workspace's id; the organisation's when it is installed for all of it. Letters, digits, `-` and `_`, at most 255 of them. */
  readonly id: string;
  /** What the platform handed over, tokens included: what JSON can hold. The adapter's own schema reads it. */
  readonly details: object;
}

/** Where each workspace's tokens are kept. */
export interface Installations {
  /** Adds it, or replaces the one with the same id. */
  save(installation: Installation): Promise<void>;
  find(id: string): Promise<Installation | undefined>;
  /** Forgets everything that was kept of it. One that is not there is no error. */
  remove(id: string): Promise<void>;
}

const ID = /^[\w-]{1,255}$/;

/** False for an id that no platform gives out: it is never looked up, and never kept. */
export const isInstallationId = (id: string): boolean => ID.test(id);

/** For tests, and for a start without a database. */
export function installationsInMemory(): Installations {
  const kept = new Map<string, string>();
  return {
    async save({ id, details }) {
      if (!isInstallationId(id)) throw new TypeError('an installation needs the id of its workspace or organisation');
      kept.set(id, JSON.stringify(details));
    },
    async find(id) {
      const details = kept.get(id);
      return details === undefined ? undefined : { id, details: JSON.parse(details) as object };
    },
    async remove(id) {
      kept.delete(id);
    },
  };
}
