import { Tokenizer, type Tokens } from 'marked';

/** Text up to the next mark, and to spaces that break a line. */
const TEXT = /^(?:[`~]+|[^`~])(?:(?= {2,}\n)|[\s\S]*?(?:(?=[\\<![`*_~]|$)|[^ ](?= {2,}\n)))/u;

/**
 * Leaves bare addresses to those who draw the words. Looking for them takes the library a time that grows with the square of a long word's length:
 * 17 seconds for 100,000 letters and an @.
 */
export class PlainTokenizer extends Tokenizer {
  override url(): undefined {
    return undefined;
  }

  override inlineText(src: string): Tokens.Text | undefined {
    const [raw] = TEXT.exec(src) ?? [];
    return raw === undefined ? undefined : { type: 'text', raw, text: raw, escaped: false };
  }
}
