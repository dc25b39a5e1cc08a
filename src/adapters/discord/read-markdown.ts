/** What stands at the beginning of a line, and how it looks. https://support.discord.com/hc/en-us/articles/210298617 */
const LINE_MARKS: readonly (readonly [RegExp, string])[] = [
  [/^(?:#{1,3}|-#) /u, ''],
  [/^> ?/u, '│ '],
  [/^- /u, '• '],
];

const INLINE = /\\(?<escaped>[^\w\s])|`(?<code>[^`\n]+)`|\*\*|\[(?<label>(?:\\.|[^\]\\])+)\]\(<(?<target>[^>]+)>\)|<(?<url>https?:[^>]+)>|\u200B/gu;

/** Discord's Markdown, as far as it is written here, in the characters that a reader sees of it. */
export function readMarkdown(content: string): string {
  return content
    .split(/```\n([\s\S]*?)\n?```/u)
    .map((part, nth) => (nth % 2 === 1 ? part.replaceAll('\u200B', '') : part.split('\n').map(readLine).join('\n')))
    .join('');
}

function readLine(line: string): string {
  const found = LINE_MARKS.find(([mark]) => mark.test(line));
  if (found === undefined) return readInline(line);
  const [mark, shown] = found;
  const rest = line.replace(mark, '');
  return shown + (shown === '│ ' ? readLine(rest) : readInline(rest));
}

const readInline = (text: string): string =>
  text.replace(INLINE, (...found) => {
    const { escaped, code, label, target, url }: Readonly<Record<string, string | undefined>> = found.at(-1);
    if (label !== undefined) return `${readInline(label)} (${target})`;
    return escaped ?? code ?? url ?? '';
  });
