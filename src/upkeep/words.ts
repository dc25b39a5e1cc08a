/** Words of the command line for whoever runs Steward, each with how it is used and what for. They are no chat commands: a platform never sees them. */
export const UPKEEP = {
  backup: { usage: 'steward backup FILE [--force]', summary: 'Copy everything kept into one file, also while Steward runs' },
  restore: { usage: 'steward restore FILE [--force]', summary: 'Put a backup into an empty database, SQLite or PostgreSQL' },
  doctor: { usage: 'steward doctor [--json]', summary: 'Look whether all is well, and say what to do' },
} as const;

export type UpkeepWord = keyof typeof UPKEEP;

export const isUpkeepWord = (word: string | undefined): word is UpkeepWord => word !== undefined && Object.hasOwn(UPKEEP, word);

/** For the end of `steward help`. */
export const upkeepHelp = (): string =>
  ['For whoever runs Steward, in a shell:', ...Object.values(UPKEEP).map(({ usage, summary }) => `  ${usage.padEnd(32)}${summary}`)].join('\n');
