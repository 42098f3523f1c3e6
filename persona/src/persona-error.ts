/** The one error of this package; its codes are rows of the protocol's error table, so hosts pass them on unchanged. */
export type PersonaErrorCode = "persona_invalid" | "persona_newer";

/** `message` says what was expected, what came and what to do; `fields` names the places ("flow.nodes.n1.data.goal"). */
export class PersonaError extends Error {
  override readonly name = "PersonaError";
  readonly code: PersonaErrorCode;
  readonly fields: Record<string, string>;

  constructor(code: PersonaErrorCode, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}
