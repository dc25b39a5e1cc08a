import { below, type Random } from './random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Shorter words are left alone: an error makes another word of them, and no search can know. */
const SHORTEST = 4;

/** Types a question with one or two errors (or as many as said), each in a word of its own of four letters or more. */
export function mistype(question: string, random: Random, errors = 1 + below(random, 2)): string {
  const parts = question.split(/([A-Za-z]+)/);
  const open = parts.flatMap((part, at) => (/^[A-Za-z]+$/.test(part) && part.length >= SHORTEST ? [at] : []));
  for (let nth = 0; nth < errors && open.length > 0; nth += 1) {
    const [at] = open.splice(below(random, open.length), 1);
    if (at !== undefined) parts[at] = edit(parts[at] ?? '', random);
  }
  return parts.join('');
}

/** One slip of the finger: a letter too many, too few, wrong, or two letters in the wrong order. */
function edit(word: string, random: Random): string {
  const at = below(random, word.length);
  const letter = LETTERS[below(random, LETTERS.length)] ?? 'e';
  switch (below(random, 4)) {
    case 0:
      return word.slice(0, at) + letter + word.slice(at);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return transpose(word, Math.min(at, word.length - 2));
  }
}

const transpose = (word: string, at: number): string => word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2);
