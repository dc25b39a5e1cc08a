/** The error bodies of the real API: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */

interface FieldError {
  readonly code: string;
  readonly message: string;
}

/** What the fake answers when it refuses a request: an HTTP status, Discord's own code and its words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Record<string, unknown>,
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...(this.errors === undefined ? {} : { errors: this.errors }) };
  }
}

/** One mistake in a body: where it is and what is wrong with it. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly error: FieldError;
}

/** Code 50035, with the mistakes nested along their paths: https://docs.discord.com/developers/reference#error-messages */
export function invalidForm(mistakes: readonly Mistake[]): Refusal {
  const errors: Record<string, unknown> = {};
  for (const mistake of mistakes) {
    let node = errors;
    for (const step of mistake.path.map(String)) {
      node[step] ??= {};
      node = node[step] as Record<string, unknown>;
    }
    node._errors = [...((node._errors as FieldError[] | undefined) ?? []), mistake.error];
  }
  return new Refusal(400, 50035, 'Invalid Form Body', errors);
}

export const mistake = (path: readonly PropertyKey[], code: string, message: string): Mistake => ({ path, error: { code, message } });

export const refusals = {
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  notFound: () => new Refusal(404, 0, '404: Not Found'),
  methodNotAllowed: () => new Refusal(405, 0, '405: Method Not Allowed'),
  malformed: () => new Refusal(400, 50109, 'The request body contains invalid JSON.'),
  wrongType: () =>
    new Refusal(400, 50035, 'Invalid Form Body', {
      _errors: [{ code: 'CONTENT_TYPE_INVALID', message: "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}." }],
    }),
  unknownApplication: () => new Refusal(404, 10002, 'Unknown Application'),
  unknownChannel: () => new Refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new Refusal(404, 10004, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, 10007, 'Unknown Member'),
  unknownMessage: () => new Refusal(404, 10008, 'Unknown Message'),
  unknownUser: () => new Refusal(404, 10013, 'Unknown User'),
  unknownWebhook: () => new Refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Refusal(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new Refusal(404, 10063, 'Unknown application command'),
  notYourApplication: () => new Refusal(403, 20012, 'You are not authorized to perform this action on this application'),
  tooManyCommands: () => new Refusal(400, 30032, 'Maximum number of application commands reached (100).'),
  tooManyAttachments: () => new Refusal(400, 30015, 'Maximum number of attachments in a message reached (10)'),
  entityTooLarge: () => new Refusal(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new Refusal(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new Refusal(403, 50001, 'Missing Access'),
  notYourMessage: () => new Refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refusal(400, 50006, 'Cannot send an empty message'),
  cannotMessageUser: () => new Refusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new Refusal(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new Refusal(401, 50027, 'Invalid Webhook Token'),
} as const;
