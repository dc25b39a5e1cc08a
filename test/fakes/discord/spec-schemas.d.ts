/** The package ships its zod schemas without types: these are the ones the fake checks requests against. */
declare module 'discord-api-spec/zod' {
  interface SpecIssue {
    readonly code: string;
    readonly path: readonly PropertyKey[];
    readonly message: string;
    readonly errors?: readonly (readonly SpecIssue[])[];
    readonly maximum?: number;
    readonly minimum?: number;
    readonly origin?: string;
    readonly expected?: string;
    readonly values?: readonly unknown[];
    readonly input?: unknown;
  }
  interface SpecSchema {
    safeParse(value: unknown): { readonly success: true } | { readonly success: false; readonly error: { readonly issues: readonly SpecIssue[] } };
  }
  export const MessageCreateRequestSchema: SpecSchema;
  export const MessageEditRequestPartialSchema: SpecSchema;
  export const IncomingWebhookRequestPartialSchema: SpecSchema;
  export const IncomingWebhookUpdateRequestPartialSchema: SpecSchema;
  export const CreateMessageInteractionCallbackRequestSchema: SpecSchema;
  export const UpdateMessageInteractionCallbackRequestSchema: SpecSchema;
  export const ModalInteractionCallbackRequestSchema: SpecSchema;
  export const InteractionApplicationCommandAutocompleteCallbackStringDataSchema: SpecSchema;
  export const InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema: SpecSchema;
  export const InteractionApplicationCommandAutocompleteCallbackNumberDataSchema: SpecSchema;
  export const ApplicationCommandUpdateRequestSchema: SpecSchema;
  export const ApplicationCommandPatchRequestPartialSchema: SpecSchema;
  export const CreatePrivateChannelRequestSchema: SpecSchema;
}
