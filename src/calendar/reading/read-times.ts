import { sayTime } from '../describe.ts';
import { type Draft, type Groups, TAKEN } from './draft.ts';
import type { Here, Meaning, TimeOfDay } from './pieces.ts';
import { MONTH, numberOf, WEEKDAY } from './words.ts';

const HOUR_WORD = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b';
const HOUR = `(?:\\d{1,2}(?!\\d)|${HOUR_WORD})`;
const AM_PM = '(?:am|pm|a\\.m\\.?|p\\.m\\.?)(?![a-z])';
/** Not the middle of a number, of a price, of a section or of a channel. */
const CLEAR = '(?<![\\d.,:/£$€#§+-])';
const SUFFIX = '(?:\\s*(?:sharp|prompt|exactly))?';
const DAY_BEFORE = `(?:(?:today|tomorrow|tonight|${WEEKDAY}|${MONTH})\\s+)`;
const DAY_AFTER = `(?:\\s*(?:$|,)|\\s+(?:on|today|tomorrow|tonight|this|next|every|each|${WEEKDAY})\\b|\\s*${TAKEN})`;

const RANGE = new RegExp(
  `${CLEAR}\\b(?<first>\\d{1,2}(?:[.:][0-5]\\d)?)\\s*(?<ap>${AM_PM})?\\s*(?:-|–|to|until|till|(?<=\\bbetween\\s.{0,12})and)\\s*(?<last>\\d{1,2}(?:[.:][0-5]\\d)?)\\s*(?<ap2>${AM_PM})`,
  'gi',
);
const PAST_OR_TO = new RegExp(
  `\\b(?:(?<half>half)(?:\\s+past)?|(?:a\\s+)?(?<quarter>quarter)\\s+(?<qside>past|to)|(?<minutes>five|ten|twenty|twenty[- ]five|\\d{1,2}(?=\\s+(?:minutes?|mins?|past)))(?:\\s+(?:minutes?|mins?))?\\s+(?<side>past|to))\\s+(?:(?<hour>${HOUR})(?:\\s*o['’]?clock)?(?:\\s*(?<ap>${AM_PM}))?|(?<named>noon|midday|midnight))`,
  'gi',
);
const AT_AM_PM = new RegExp(`${CLEAR}\\b(?<hour>${HOUR})(?:\\s*[.:]\\s?(?<minute>\\d{2}))?\\s*(?<ap>${AM_PM})${SUFFIX}`, 'gi');
const WITH_COLON = new RegExp(`${CLEAR}\\b(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?![\\d:/])\\s*(?:hrs|hours|h\\b)?${SUFFIX}`, 'gi');
const WITH_DOT = new RegExp(
  `(?:(?<=\\b(?:at|by|from|until|till|around|about)\\s+)|(?<=@\\s*)|(?<=${DAY_BEFORE})|${CLEAR}(?=\\d{1,2}\\.\\d{2}${DAY_AFTER}))\\b(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d)(?![\\d.]|\\s*(?:%|per\\b))`,
  'gi',
);
const FOUR_DIGITS = new RegExp(
  `(?:(?<=\\bat\\s+|@\\s*|\\b(?:today|tomorrow|tonight|${WEEKDAY}),?\\s+)(?<a>\\d{4})(?![\\d.:/]|\\s\\d)|${CLEAR}\\b(?<b>0\\d{3})(?![\\d.:/]|\\s\\d)|${CLEAR}\\b(?<c>\\d{4})(?=\\s*(?:hrs|hours)\\b))(?:\\s*(?:hrs|hours)\\b)?`,
  'gi',
);
const OCLOCK = new RegExp(`\\b(?<hour>${HOUR})\\s*o['’]?clock`, 'gi');
const NAMED = /\b(?:12\s+|twelve\s+)?(?<named>noon|midday|midnight)\b/gi;
const BARE = new RegExp(
  `(?:(?<=\\b(?:by|around|about)\\s+)(?=\\d{1,2}${DAY_AFTER})|(?<=\\bat\\s+(?:about\\s+|around\\s+)?)|(?<=@\\s*)|(?<=\\b(?:tonight|morning|afternoon|evening|today|tomorrow|${WEEKDAY})\\s+)(?=(?:\\d|1[0-2])\\s*(?:$|,|\\s(?:to|about|that)\\b))|(?=\\d{1,2}\\s+(?:tonight|(?:(?:tomorrow|this|in\\s+the|on\\s+\\w+|${WEEKDAY})\\s+)(?:morning|afternoon|evening|night))\\b))${CLEAR}(?<hour>${HOUR})(?![.:/\\d%]|\\s*(?:st|nd|rd|th|per|pounds|people|members|percent)\\b|\\s+(?:minutes|hours|days|weeks|months)\\b)`,
  'gi',
);
const ZONE = new RegExp(`(?<=${TAKEN}\\s*)(?<zone>UTC|GMT|BST|CES?T|EES?T|IST|[ECMP][SD]T|AE[SD]T|Z|[+-]\\d{2}:?\\d{2})\\b`, 'gi');
/** Places of the time zones that platforms know, as people write them, and the names of zones. */
const PLACES = Intl.supportedValuesOf('timeZone').map((name) => name.split('/').at(-1)?.replaceAll('_', '\\s+') ?? '');
const FOREIGN = new RegExp(
  `\\b(?<zone>(?:(?:us|uk|british|eastern|pacific|mountain|central(?:\\s+european)?|european|irish|indian|${PLACES.join('|')})\\s+(?:standard\\s+|summer\\s+|daylight\\s+)?time)|(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)/[a-z_]+(?:/[a-z_]+)?)\\b`,
  'gi',
);
const THIS_TIME = /\b(?:at\s+)?(?:this|(?:the\s+)?same)\s+time\b(?:\s+next\s+(?<unit>week|month|year)\b)?/gi;

/** "10-12 on 5 May": with no am or pm to say which half, and nothing else that is a time. */
const BARE_RANGE = new RegExp(
  `${CLEAR}\\b(?<first>\\d{1,2}(?:[.:][0-5]\\d)?)\\s*(?:-|–)\\s*(?<last>\\d{1,2}(?:[.:][0-5]\\d)?)(?=\\s*(?:$|,)|\\s+(?:on\\s+(?:the\\s+)?(?:\\d|${WEEKDAY})|today|tomorrow|tonight|this|next|every|each|${WEEKDAY})|\\s*${TAKEN})`,
  'gi',
);

/** Times of day as the British say and write them: `9am`, `17:30`, `0900`, `5.30`, `half five`, `quarter to 9`, `noon`, `at 5`. */
export function readTimes(draft: Draft): void {
  draft.take(THIS_TIME, ({ unit }) => thisTime(unit, draft.here));
  draft.take(PAST_OR_TO, pastOrTo);
  draft.take(RANGE, range);
  draft.take(AT_AM_PM, ({ hour = '', minute = '0', ap = '' }, [words]) => withAmPm(numberOf(hour), Number(minute), ap, words));
  draft.take(WITH_COLON, ({ hour = '', minute = '', second }, [words]) =>
    Number(second ?? 0) > 0 ? impossible(`“${words}” has seconds, and I go by whole minutes.`) : onClock(hour, Number(minute), words),
  );
  draft.take(FOUR_DIGITS, ({ a, b, c }, [words]) => {
    const digits = a ?? b ?? c ?? '';
    return onClock(digits.slice(0, 2), Number(digits.slice(2)), words);
  });
  draft.take(WITH_DOT, ({ hour = '', minute = '' }, [words]) => (Number(hour) > 23 ? undefined : onClock(hour, Number(minute), words)));
  draft.take(OCLOCK, ({ hour = '' }, [words]) => eitherHalf(numberOf(hour), 0, words));
  draft.take(NAMED, ({ named = '' }) => namedTime(named));
  if (!draft.pieces.some(({ slot }) => slot === 'time')) draft.take(BARE_RANGE, bareRange);
  draft.take(BARE, ({ hour = '' }) => eitherHalf(numberOf(hour), 0, hour));
  const refuse = ({ zone = '' }: Groups): Meaning =>
    impossible(`I go by the clocks of ${draft.here.zone}: leave out “${zone}”, and give the time as it is there.`);
  draft.take(ZONE, (groups) => british(groups.zone ?? '', draft.here) ?? refuse(groups));
  draft.take(FOREIGN, refuse);
}

/** Which of its two times Britain has depends on the date. */
function british(name: string, { zone }: Here): Meaning | undefined {
  const ahead = { GMT: 0, BST: 1 }[name.toUpperCase()];
  return zone !== 'Europe/London' || ahead === undefined ? undefined : { slot: 'british', ahead, name: name.toUpperCase() };
}

function thisTime(unit: string | undefined, { today, wall }: Here): Meaning[] {
  const time = exactly({ hour: wall.hour, minute: wall.minute });
  if (unit === undefined) return [time];
  return [{ slot: 'day', role: 'on', options: [{ date: today.add({ [`${unit.toLowerCase()}s`]: 1 }) }], again: 'day' }, time];
}

const impossible = (why: string): Meaning => ({ slot: 'impossible', why });
const noSuchTime = (words: string): Meaning => impossible(`There is no time “${words.trim()}”.`);
const isPm = (ap: string): boolean => /^p/i.test(ap);

function withAmPm(hour: number, minute: number, ap: string, words: string): Meaning {
  const isOf24 = hour > 12 && hour < 24 && isPm(ap);
  if (minute > 59 || (hour > 12 && !isOf24)) return noSuchTime(words);
  return exactly({ hour: isOf24 ? hour : (hour % 12) + (isPm(ap) ? 12 : 0), minute });
}

/** Two digits, as in 09:30, are of the 24-hour clock; 9:30 is not sure. */
function onClock(digits: string, minute: number, words: string): Meaning {
  const hour = Number(digits);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return noSuchTime(words);
  return digits.length === 2 ? exactly({ hour, minute }) : eitherHalf(hour, minute, words);
}

const exactly = (...options: TimeOfDay[]): Meaning => ({ slot: 'time', options });

/** Twelve alone is noon; one to eleven can be before or after it. */
function eitherHalf(hour: number, minute: number, words: string): Meaning {
  if (hour > 23) return noSuchTime(words);
  if (hour === 0 || hour > 11) return exactly({ hour, minute });
  return doubtful({ hour, minute }, { hour: hour + 12, minute }, words);
}

export const say = ({ hour, minute }: TimeOfDay): string => sayTime(`${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

function pastOrTo({ half, quarter, qside, minutes = '', side, hour = '', ap, named }: Groups, [words = '']: RegExpMatchArray): Meaning | undefined {
  const distance = half ? 30 : quarter ? 15 : numberOf(minutes);
  const isTo = (qside ?? side)?.toLowerCase() === 'to';
  const base = named === undefined ? numberOf(hour) : named.toLowerCase() === 'midnight' ? 24 : 12;
  if (distance > 59 || base > 24) return undefined;
  const total = (base * 60 + (isTo ? -distance : distance)) % 1440;
  const time = { hour: Math.floor(total / 60), minute: total % 60 };
  if (named !== undefined || base > 12) return exactly(time);
  if (ap !== undefined) return exactly(inHalf(time, isPm(ap) !== (base === 12 && isTo)));
  // A quarter past twelve is past noon.
  return time.hour % 12 === 0 ? exactly({ ...time, hour: 12 }) : doubtful(inHalf(time, false), inHalf(time, true), words);
}

/** Before or after noon. "Quarter to 12 pm" is before it. */
const inHalf = ({ hour, minute }: TimeOfDay, isAfter: boolean): TimeOfDay => ({ hour: (hour % 12) + (isAfter ? 12 : 0), minute });

const doubtful = (early: TimeOfDay, late: TimeOfDay, words: string): Meaning => ({
  slot: 'time',
  options: [early, late],
  why: `“${words.trim()}” can be ${say(early)} or ${say(late)}.`,
});

/** One reminder has one time: both ends are given, and which of them is meant is asked. */
function range({ first = '', ap, last = '', ap2 = '' }: Groups, [words = '']: RegExpMatchArray): Meaning {
  const at = (text: string, half: string): readonly TimeOfDay[] => {
    const [hour = 0, minute = 0] = text.split(/[.:]/).map(Number);
    const meaning = withAmPm(hour, minute, half, words);
    return meaning.slot === 'time' ? meaning.options : [];
  };
  const options = [...at(first, ap ?? ap2), ...at(last, ap2)];
  return options.length < 2 ? noSuchTime(words) : { slot: 'time', options, why: `“${words.trim()}” is a stretch of time, and a reminder comes at one.` };
}

/** Hours before seven are of the afternoon: it is only offered. */
function bareRange({ first = '', last = '' }: Groups, [words = '']: RegExpMatchArray): Meaning | undefined {
  const options = [first, last].map((text): TimeOfDay => {
    const [hour = 0, minute = 0] = text.split(/[.:]/).map(Number);
    return { hour: hour < 7 ? hour + 12 : hour, minute };
  });
  const [begins, ends] = options;
  if (begins === undefined || ends === undefined || ends.hour > 23 || begins.hour * 60 + begins.minute >= ends.hour * 60 + ends.minute) return undefined;
  return { slot: 'time', options, why: `“${words.trim()}” is a stretch of time, and a reminder comes at one.` };
}

function namedTime(named: string): Meaning {
  if (named.toLowerCase() !== 'midnight') return exactly({ hour: 12, minute: 0 });
  const options = [
    { hour: 0, minute: 0 },
    { hour: 24, minute: 0 },
  ];
  return { slot: 'time', options, isMidnight: true, why: 'Midnight can be where that day begins or where it ends.' };
}
