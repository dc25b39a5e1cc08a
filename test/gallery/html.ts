const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for HTML, in an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/gu, (mark) => ENTITIES[mark] ?? mark);

/** A picture inside the page, so that the page needs no other file. */
export const dataUri = (png: Uint8Array): string => `data:image/png;base64,${Buffer.from(png).toString('base64')}`;

/** One phone: what the person wrote, and what Steward says to it. */
export interface Phone {
  readonly name: string;
  readonly html: string;
}

/** A page of phones, whole in itself: it loads nothing. */
export const page = (title: string, style: string, phones: readonly Phone[]): string => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>
body { margin: 24px; background: #8a8d93; display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
figure { margin: 0; }
figcaption { font: 13px sans-serif; margin-bottom: 4px; }
.phone { width: 390px; box-sizing: border-box; overflow: hidden; overflow-wrap: anywhere; }
${style}</style>
${phones.map(({ name, html }) => `<figure><figcaption>${escapeHtml(name)}</figcaption><div class="phone" id="${escapeHtml(name)}">${html}</div></figure>`).join('\n')}
</html>
`;
