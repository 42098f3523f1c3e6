/** Requests from the studio to an engine. */
import { ProtocolError } from "@duologue/protocol";
import { signEngineRequest } from "./engine-token";

export interface EngineAddress {
  id: string;
  internalUrl: string;
}

/** POSTs JSON, returns the parsed answer. Throws `engine_unavailable` when the engine does not answer well in time. */
export async function askEngine(engine: EngineAddress, path: string, body: unknown, limitMs: number): Promise<unknown> {
  try {
    const response = await fetch(new URL(path, engine.internalUrl), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await signEngineRequest(engine.id)}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(limitMs),
      redirect: "error",
      cache: "no-store",
    });
    if (response.ok) return await response.json();
  } catch {
    // told below
  }
  throw new ProtocolError("engine_unavailable", "The engine did not answer in time. Please try again in a moment.");
}
