import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The lines between a server and everybody: cut, each is reset at once, and so is every new one. */
export interface Network {
  cut(): void;
  mend(): void;
}

export function networkOf(server: Server): Network {
  const lines = new Set<Socket>();
  let isCut = false;
  server.on('connection', (line: Socket) => {
    if (isCut) return void line.resetAndDestroy();
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  return {
    cut() {
      isCut = true;
      for (const line of lines) line.resetAndDestroy();
    },
    mend() {
      isCut = false;
    },
  };
}
