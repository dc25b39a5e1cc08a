import { describe, expect, it } from 'vitest';
import { escapeCode, escapeText } from '../../../src/adapters/discord/escape.ts';

describe('escapeText', () => {
  it.each([
    ['2 * 3 = 6_000', '2 \\* 3 = 6\\_000'],
    ['~~gone~~ ||hidden||', '\\~\\~gone\\~\\~ \\|\\|hidden\\|\\|'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['1. one', '1\\. one'],
    ['> quote', '\\> quote'],
    ['[here](https://example.org)', '\\[here\\](<https://example.org>)'],
    ['<@123> <#5> <t:1:R>', '\\<@123\\> \\<#5\\> \\<t\\:1:R\\>'],
    ['<@123456789012345678> of <@&123456789012345678>', '<@123456789012345678> of <@&123456789012345678>'],
    ['in <#123456789012345678> and <#C024BE91L>', 'in <#123456789012345678> and <#C024BE91L>'],
    ['<#general> <#123456789012345678901234567890> <@&12345> </ask:123>', '\\<#general\\> \\<#123456789012345678901234567890\\> \\<@&12345\\> \\</ask:123\\>'],
    ['\\<#123456789012345678>', '\\\\<#123456789012345678>'],
    ['`<#123456789012345678>`', '`<#123456789012345678>`'],
    ['@everyone and @HERE', '@\u200Beveryone and @\u200BHERE'],
    [':smile: at 10:30', '\\:smile: at 10:30'],
    ['\\*', '\\\\\\*'],
    ['say `help cases` now', 'say `help cases` now'],
    ['a ` alone', 'a \\` alone'],
    ['see https://example.org/a_b?c=*d*, or not', 'see <https://example.org/a_b?c=*d>\\*, or not'],
    ['null\u0000 byte and\r\nline', 'null byte and\nline'],
    ['half \uD800', 'half \uFFFD'],
  ])('shows %j as written', (plain, escaped) => {
    expect(escapeText(plain)).toBe(escaped);
  });

  it('is quick on a hostile text', () => {
    const started = performance.now();
    for (const part of ['`', 'https://', '*', ':a', '@', '<', '\n-', 'https://.']) escapeText(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it('keeps a code block closed', () => {
  expect(escapeCode('```')).toBe('`\u200B`\u200B`');
});
