import { describe, expect, it } from 'vitest';
import { render } from '../../../src/adapters/terminal/render.ts';
import { type Block, button, buttons, facts, privately, text } from '../../../src/core/reply.ts';

const drawn = (columns: number, ...blocks: readonly Block[]): string => render(privately(blocks, null), { colour: false, columns });

describe('a narrow terminal', () => {
  it('leaves two thirds of the line to what a fact says', () => {
    const page = drawn(27, facts({ label: 'Southwest One payments', value: 'five million nine hundred thousand pounds' }));
    expect(page.split('\n').length).toBeLessThan(7);
    for (const line of page.split('\n')) expect(line.length).toBeLessThanOrEqual(27);
  });

  it('shows a channel as what a person would type', () => {
    expect(drawn(80, text('Posted in <#C024BE91L> and <#123456789012345678>.'))).toBe('Posted in #C024BE91L and #123456789012345678.');
  });

  it('leaves a label out when there is no room to say anything', () => {
    const row = buttons(button('Early warning signs of outsourcing', 'show early-warning-signs-in-council-papers'));
    expect(drawn(50, ...row)).toBe('› show early-warning-signs-in-council-papers');
    expect(drawn(80, ...row)).toMatch(/^› show early-warning-signs-in-council-papers {3}Early warning signs of .*…$/);
  });
});
