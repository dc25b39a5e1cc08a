/** Discord's ids hold the time they were made: https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

/** The id that Discord gives to what happens at this time, in milliseconds since 1970, or a moment before. */
export const snowflakeAt = (time: number): string => String(BigInt(Math.max(0, Math.trunc(time) - EPOCH)) << 22n);

export const isSnowflake = (text: string): boolean => /^\d{15,20}$/u.test(text);
