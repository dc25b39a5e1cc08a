import { GatewayDispatchEvents, GatewayOpcodes } from 'discord.js';
import { z } from 'zod';

/** What Discord sends over the gateway: https://docs.discord.com/developers/events/gateway-events#payload-structure */
const envelope = z.looseObject({ op: z.int(), d: z.unknown().optional(), s: z.int().nullish(), t: z.string().nullish() });

export type Packet = z.output<typeof envelope>;

const id = z.string().regex(/^\d{1,20}$/u);

/** What the library needs to find in the packets it acts on: it does not look before it reads. */
const hello = z.object({ heartbeat_interval: z.int().positive() });
const ready = z.object({
  session_id: z.string(),
  resume_gateway_url: z.string().refine((url) => URL.canParse(url) && /^wss?:$/u.test(new URL(url).protocol)),
  user: z.object({ id }),
  application: z.object({ id }),
  guilds: z.array(z.object({ id })),
});

/** A packet that is whole and can be acted on, or undefined. `data` is what came over the socket. */
export function readPacket(data: unknown): Packet | undefined {
  const { data: packet } = envelope.safeParse(typeof data === 'string' ? parseJson(data) : undefined);
  return packet !== undefined && isSound(packet) ? packet : undefined;
}

function isSound({ op, d, s, t }: Packet): boolean {
  switch (op) {
    case GatewayOpcodes.Hello:
      return hello.safeParse(d).success;
    case GatewayOpcodes.InvalidSession:
      return typeof d === 'boolean';
    case GatewayOpcodes.Dispatch:
      return typeof s === 'number' && typeof t === 'string' && (t !== GatewayDispatchEvents.Ready || ready.safeParse(d).success);
    default:
      return true;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
