import { ProtocolError } from "@duologue/protocol";

/** The one error of this package: what was expected, what came, what to do. Never holds words that somebody said. */
export function refuseInput(expected: string, received: string, advice: string): never {
  throw new ProtocolError("invalid_input", `Expected ${expected}, received ${received}. ${advice}`);
}
