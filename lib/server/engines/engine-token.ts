/** The signature on every request between studio and engine (protocol/src/engine-api.ts). */
import { ENGINE_API_AUDIENCE, ProtocolError } from "@duologue/protocol";
import { jwtVerify, SignJWT } from "jose";
import { env } from "../env";

const LIFETIME_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 30;

const key = () => new TextEncoder().encode(env().ENGINE_SECRET);

/** Returns the engine's id. Throws `unauthenticated` for anything but a fresh token of ours. */
export async function verifyEngineRequest(headers: Headers): Promise<string> {
  const [scheme, token] = (headers.get("authorization") ?? "").split(" ");
  const refusal = new ProtocolError(
    "unauthenticated",
    "Expected a signed engine request. Check that engine and studio share ENGINE_SECRET.",
  );
  if (scheme !== "Bearer" || !token) throw refusal;
  const verified = await jwtVerify(token, key(), {
    algorithms: ["HS256"],
    audience: ENGINE_API_AUDIENCE,
    requiredClaims: ["sub", "exp", "iat"],
    maxTokenAge: LIFETIME_SECONDS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  }).catch(() => null);
  if (!verified?.payload.sub) throw refusal;
  return verified.payload.sub;
}

/** Signs a request to (or, in tests, from) the engine `engineId`. */
export function signEngineRequest(engineId: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(engineId)
    .setAudience(ENGINE_API_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key());
}
