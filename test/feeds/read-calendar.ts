import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

/** An iCalendar file as a strict program would read it. Whatever RFC 5545 forbids is thrown. */
export interface ReadCalendar {
  readonly properties: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, readonly Onset[]>;
  readonly events: readonly ReadEvent[];
}

export interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly start: string;
  readonly zone: string | undefined;
  readonly isAllDay: boolean;
  readonly rule: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
}

interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

interface Component {
  readonly name: string;
  readonly properties: Property[];
  readonly inside: Component[];
}

/** From then on clocks are so many minutes ahead of UTC. */
interface Onset {
  /** What clocks showed then, as though in UTC. */
  readonly wallMs: number;
  readonly offset: number;
}

export function readCalendar(text: string): ReadCalendar {
  const calendar = componentOf(linesOf(text));
  if (calendar.name !== 'VCALENDAR') throw new Error(`a ${calendar.name}`);
  const properties = once(calendar);
  if (properties.get('VERSION') !== '2.0' || !properties.get('PRODID')) throw new Error('VERSION and PRODID are needed');
  const zones = new Map(calendar.inside.filter(({ name }) => name === 'VTIMEZONE').map((zone) => [once(zone).get('TZID') ?? '', onsetsOf(zone)]));
  const events = calendar.inside.filter(({ name }) => name === 'VEVENT').map((event) => eventOf(event, zones));
  if (new Set(events.map(({ uid }) => uid)).size !== events.length) throw new Error('a UID comes twice');
  return { properties, zones, events };
}

function linesOf(text: string): string[] {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  const folded = text.slice(0, -2).split('\r\n');
  const long = folded.find((line) => Buffer.byteLength(line) > 75);
  if (long !== undefined) throw new Error(`longer than 75 octets: ${long}`);
  const forbidden = folded.find((line) => /[\u0000-\u0008\u000a-\u001f\u007f]|\p{Cs}/u.test(line));
  if (forbidden !== undefined) throw new Error(`a control character or half a character: ${JSON.stringify(forbidden)}`);
  return folded.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

function componentOf(lines: readonly string[]): Component {
  const left = lines.map(propertyOf);
  const calendar = takenFrom(left);
  if (left.length > 0) throw new Error('something follows the calendar');
  return calendar;
}

/** The component that the next lines hold, which are taken away. */
function takenFrom(left: Property[]): Component {
  const begin = left.shift();
  if (begin?.name !== 'BEGIN') throw new Error(`${begin?.name} where something should begin`);
  const component: Component = { name: begin.value, properties: [], inside: [] };
  while (left[0] !== undefined && left[0].name !== 'END') {
    if (left[0].name === 'BEGIN') component.inside.push(takenFrom(left));
    else if (component.inside.length > 0) throw new Error(`${left[0].name} is behind what is inside ${component.name}`);
    else component.properties.push(...left.splice(0, 1));
  }
  if (left.shift()?.value !== component.name) throw new Error(`${component.name} does not end where it should`);
  return component;
}

function propertyOf(line: string): Property {
  const [, name = '', parameters = '', value = ''] = /^([A-Z][A-Z-]*)((?:;[A-Z-]+=[^";:,]+)*):(.*)$/u.exec(line) ?? [];
  if (name === '') throw new Error(`not a content line: ${line}`);
  const pairs = parameters.split(';').slice(1);
  return { name, value, parameters: new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])) };
}

/** Its properties, none of which may be there twice. */
function once({ name, properties }: Component): Map<string, string> {
  const values = new Map(properties.map((property) => [property.name, property.value]));
  if (values.size !== properties.length) throw new Error(`a property of ${name} comes twice`);
  return values;
}

function eventOf(component: Component, zones: ReadonlyMap<string, unknown>): ReadEvent {
  const properties = once(component);
  const uid = properties.get('UID');
  if (uid === undefined || !/^\d{8}T\d{6}Z$/.test(properties.get('DTSTAMP') ?? '')) throw new Error('UID and DTSTAMP are needed');
  const { start, zone, isAllDay } = startOf(component);
  if (zone !== undefined && !zones.has(zone)) throw new Error(`no VTIMEZONE for ${zone}`);
  const rule = properties.get('RRULE');
  if (rule !== undefined && /UNTIL=\d{8}(?!T\d{6}Z)/.test(rule)) throw new Error('UNTIL has to be in UTC');
  const texts = { summary: textOf(properties.get('SUMMARY') ?? ''), description: textOf(properties.get('DESCRIPTION') ?? '') };
  return { uid, ...texts, start, zone, isAllDay, rule, properties };
}

/** Its beginning, which its end has to match. */
function startOf({ properties }: Component): Pick<ReadEvent, 'start' | 'zone' | 'isAllDay'> {
  const [start, end] = ['DTSTART', 'DTEND'].map((name) => properties.find((property) => property.name === name));
  if (start === undefined || end === undefined) throw new Error('DTSTART and DTEND are needed');
  const zone = start.parameters.get('TZID');
  const isAllDay = start.parameters.get('VALUE') === 'DATE';
  const shape = isAllDay ? /^\d{8}$/ : zone === undefined ? /^\d{8}T\d{6}Z$/ : /^\d{8}T\d{6}$/;
  if (!shape.test(start.value) || !shape.test(end.value) || end.parameters.get('TZID') !== zone) throw new Error(`from ${start.value} to ${end.value}`);
  return { start: start.value, zone, isAllDay };
}

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*(?:\\[^\\;,nN]|\\$|[;,])/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\(.)/g, (_, mark) => (/n/i.test(mark) ? '\n' : mark));
}

const wallOf = (stamp: string): string => stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6');
const FAR = Date.parse('2040-01-01T00:00:00Z');

function onsetsOf({ inside }: Component): Onset[] {
  return inside
    .flatMap((part) => {
      const values = once(part);
      const offset = minutesOf(values.get('TZOFFSETTO') ?? '');
      return wallTimes(values.get('DTSTART') ?? '', values.get('RRULE'), FAR).map((wallMs) => ({ wallMs, offset }));
    })
    .sort((one, other) => one.wallMs - other.wallMs);
}

function minutesOf(offset: string): number {
  const [, sign = '', hours = '', minutes = ''] = /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? [];
  if (sign === '') throw new Error(`not an offset: ${offset}`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** What clocks show at each time of a rule, as though in UTC. */
function wallTimes(start: string, rule: string | undefined, until: number): number[] {
  const wall = wallOf(start);
  if (rule === undefined) return [Date.parse(`${wall}Z`)];
  const dtstart = Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC');
  const recurrence = new RRuleTemporal({ rruleString: rule.replace(/;UNTIL=[^;]+/, ''), dtstart });
  return recurrence.between(new Date(dtstart.epochMilliseconds), new Date(until), true).map(({ epochMilliseconds }) => epochMilliseconds);
}

/** When an event takes place, by what the file itself says of its zone, as a program does that knows no zones of its own. */
export function timesOf({ start, zone, rule }: ReadEvent, { zones }: Pick<ReadCalendar, 'zones'>, until: Date): Date[] {
  const onsets = zone === undefined ? [] : (zones.get(zone) ?? []);
  const end = /UNTIL=(\w+)/.exec(rule ?? '')?.[1];
  return wallTimes(start, rule, until.getTime() + 86_400_000)
    .map((wallMs) => new Date(wallMs - (onsets.findLast((onset) => onset.wallMs <= wallMs)?.offset ?? 0) * 60_000))
    .filter((at) => at <= until && (end === undefined || at.getTime() <= Date.parse(`${wallOf(end)}Z`)));
}
