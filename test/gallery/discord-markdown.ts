import { escapeHtml } from './html.ts';

/** One line with the mark it begins with. https://support.discord.com/hc/en-us/articles/210298617 */
const MARKS: readonly (readonly [RegExp, (inner: string, number: string) => string])[] = [
  [/^### (.*)$/u, (inner) => `<h3>${inner}</h3>`],
  [/^## (.*)$/u, (inner) => `<h2>${inner}</h2>`],
  [/^# (.*)$/u, (inner) => `<h1>${inner}</h1>`],
  [/^-# (.*)$/u, (inner) => `<small>${inner}</small>`],
  [/^- (.*)$/u, (inner) => `<ul><li>${inner}</li></ul>`],
  [/^\d+\. (.*)$/u, (inner, number) => `<ol start="${number}"><li>${inner}</li></ol>`],
];

/** Discord's Markdown as HTML: the part of it that our renderer writes. */
export function drawMarkdown(content: string): string {
  const [before = '', code, ...after] = content.split(/```\n([\s\S]*?)\n?```/u);
  if (code === undefined) return drawLines(content.split('\n'));
  return `${before === '' ? '' : drawLines(before.trim().split('\n'))}<pre>${escapeHtml(code)}</pre>${after.join('') === '' ? '' : drawMarkdown(after.join('').trim())}`;
}

function drawLines(lines: readonly string[]): string {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const quoted = line.startsWith('> ');
    const last = runs.at(-1);
    const inner = quoted ? line.slice(2) : line;
    if (last?.quoted === quoted) last.lines.push(inner);
    else runs.push({ quoted, lines: [inner] });
  }
  return runs.map((run) => (run.quoted ? `<blockquote>${run.lines.map(drawLine).join('')}</blockquote>` : run.lines.map(drawLine).join(''))).join('');
}

function drawLine(line: string): string {
  for (const [mark, drawn] of MARKS) {
    const inner = mark.exec(line)?.[1];
    if (inner !== undefined) return drawn(drawInline(inner), String(Number.parseInt(line, 10)));
  }
  return line.trim() === '' ? '<p class="empty"></p>' : `<p>${drawInline(line)}</p>`;
}

const INLINE = /\\(?<escaped>[^\w\s])|`(?<code>[^`]+)`|\*\*(?<bold>(?:\\.|[^*])+)\*\*|\[(?<label>(?:\\.|[^\]\\])+)\]\(<[^>]+>\)|<(?<url>https?:[^>]+)>/gu;

function drawInline(text: string): string {
  let html = '';
  let at = 0;
  for (const { 0: found, index, groups = {} } of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(at, index)) + drawMarked(groups);
    at = index + found.length;
  }
  return html + escapeHtml(text.slice(at));
}

function drawMarked({ escaped, code, bold, label, url }: Readonly<Record<string, string | undefined>>): string {
  if (escaped !== undefined) return escapeHtml(escaped);
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
  if (bold !== undefined) return `<b>${drawInline(bold)}</b>`;
  return `<a>${label === undefined ? escapeHtml(url ?? '') : drawInline(label)}</a>`;
}
