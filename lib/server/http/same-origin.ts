/** A page of another site must not act with a visitor's cookies. */
import { ProtocolError } from "@duologue/protocol";
import { env } from "../env";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws `forbidden` when a browser says that a changing request comes from another site. Browsers always send
 * Sec-Fetch-Site or Origin with such requests; programs that send neither carry no visitor's cookies by themselves.
 */
export function requireSameOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isOwn = site ? site === "same-origin" || site === "none" : !origin || ownHosts(request).has(hostOf(origin));
  if (!isOwn) throw new ProtocolError("forbidden", "This request came from another site. Open the studio itself and try again.");
}

function ownHosts(request: Request): Set<string> {
  return new Set([hostOf(env().NEXTAUTH_URL), request.headers.get("host") ?? hostOf(request.url)]);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}
