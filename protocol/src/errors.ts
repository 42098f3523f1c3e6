/** One closed list of codes for studio, engine and socket; one table code → HTTP status → words for the user. */

export const ERROR_TABLE = {
  bad_request: { httpStatus: 400, words: "The request could not be understood." },
  invalid_input: { httpStatus: 422, words: "Something in the form needs another look." },
  unauthenticated: { httpStatus: 401, words: "Please sign in first." },
  forbidden: { httpStatus: 403, words: "Your role in this team does not allow that." },
  not_found: { httpStatus: 404, words: "That does not exist, or it is not shared with you." },
  conflict: { httpStatus: 409, words: "Somebody changed this in the meantime. Reload to see the newest state." },
  gone: { httpStatus: 410, words: "That is no longer available." },
  too_large: { httpStatus: 413, words: "That is larger than we accept." },
  unsupported_media: { httpStatus: 415, words: "That kind of file cannot be read." },
  rate_limited: { httpStatus: 429, words: "Too many tries. Please wait a moment." },
  internal: { httpStatus: 500, words: "Something broke on our side. It has been noted; please try again." },
  engine_unavailable: { httpStatus: 503, words: "No engine is running that could answer this call." },
  engine_overloaded: { httpStatus: 503, words: "All call slots are taken. Please try again in a minute." },
  engine_draining: { httpStatus: 503, words: "This engine is being stopped or restarted. Please call again." },
  ticket_invalid: { httpStatus: 401, words: "This call ticket is not valid. Start the call again." },
  ticket_expired: { httpStatus: 401, words: "This call ticket has expired. Start the call again." },
  ticket_used: { httpStatus: 409, words: "This call ticket has been used already. Start the call again." },
  ticket_foreign: { httpStatus: 401, words: "This call ticket was made for another service. Start the call again." },
  protocol_mismatch: { httpStatus: 426, words: "This page is older than the engine. Reload the page." },
  audio_malformed: { httpStatus: 400, words: "An audio packet could not be read." },
  message_malformed: { httpStatus: 400, words: "A message could not be read." },
  message_too_large: { httpStatus: 413, words: "A message was larger than allowed." },
  call_not_live: { httpStatus: 409, words: "The call is not live." },
  resume_refused: { httpStatus: 410, words: "The call cannot be picked up again; it has ended." },
  prompt_over_budget: { httpStatus: 422, words: "The persona's prompt is longer than the model takes." },
  persona_invalid: { httpStatus: 422, words: "This persona has problems that must be fixed first." },
  persona_newer: { httpStatus: 422, words: "This file was made by a newer major version of the format." },
  voice_undecodable: { httpStatus: 422, words: "No sound could be read from this file." },
  voice_too_long: { httpStatus: 422, words: "The recording is longer than 60 seconds." },
  voice_unusable: { httpStatus: 422, words: "The recording is silent or too short to be a voice." },
  voice_consent_missing: { httpStatus: 422, words: "This voice has no recorded consent yet." },
  link_expired: { httpStatus: 410, words: "This link has expired." },
  link_revoked: { httpStatus: 410, words: "This link is no longer active." },
  link_exhausted: { httpStatus: 410, words: "This link has been used as often as it allows." },
  link_password_required: { httpStatus: 401, words: "This link asks for a password." },
  link_password_wrong: { httpStatus: 401, words: "That password does not open this link." },
  model_failed: { httpStatus: 500, words: "The voice stopped working in the middle of the call." },
  model_unavailable: {
    httpStatus: 503,
    words: "The speaker that was chosen cannot be loaded. Choose the other one, or ask whoever runs the engine.",
  },
} as const satisfies Record<string, { httpStatus: number; words: string }>;

export type ErrorCode = keyof typeof ERROR_TABLE;
export const ERROR_CODES = Object.keys(ERROR_TABLE) as [ErrorCode, ...ErrorCode[]];

/**
 * The one error class. `message` says what was expected, what came and what to do; it is shown to the user
 * and so must never hold speech, prompts or secrets. `fields` names the offending inputs.
 */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message?: string, extra: { fields?: Record<string, string>; retryAfterSeconds?: number } = {}) {
    super(message ?? ERROR_TABLE[code].words);
    this.code = code;
    this.fields = extra.fields ?? {};
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }

  get httpStatus(): number {
    return ERROR_TABLE[this.code].httpStatus;
  }

  /** The one JSON shape of an error, over HTTP and over the socket. */
  toJSON(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(Object.keys(this.fields).length > 0 ? { fields: this.fields } : {}),
      ...(this.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: this.retryAfterSeconds }),
    };
  }

  static from(body: ErrorBody): ProtocolError {
    const extra: { fields?: Record<string, string>; retryAfterSeconds?: number } = {};
    if (body.fields) extra.fields = body.fields;
    if (body.retryAfterSeconds !== undefined) extra.retryAfterSeconds = body.retryAfterSeconds;
    return new ProtocolError(body.code, body.message, extra);
  }
}

export interface ErrorBody {
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
  retryAfterSeconds?: number;
}

/** Every order over the socket is acknowledged with exactly one of these. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorBody };
