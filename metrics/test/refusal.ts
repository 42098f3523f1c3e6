import { ProtocolError } from "@duologue/protocol";
import { expect } from "vitest";

/** What a call refuses its input with; fails where it does not. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError);
    expect((error as ProtocolError).code).toBe("invalid_input");
    return (error as ProtocolError).message;
  }
  throw new Error("Expected a refusal, and there was none.");
}
