import type { Reply } from './reply.ts';

/** What is brought to thousands of channels is drawn once for all of them. @param draw gives the same each time for the same reply */
export function drawnOnce<Drawn>(draw: (reply: Reply) => Drawn): (reply: Reply) => Drawn {
  const drawings = new WeakMap<Reply, { readonly drawn: Drawn }>();
  return (reply) => {
    const drawing = drawings.get(reply) ?? { drawn: draw(reply) };
    drawings.set(reply, drawing);
    return drawing.drawn;
  };
}
