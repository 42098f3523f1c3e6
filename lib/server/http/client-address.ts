/** Where a request came from, as far as that can be believed. */
import { env } from "../env";

/**
 * The caller's address, or null where nothing trustworthy says it. Anybody can send X-Forwarded-For, so it counts only
 * with TRUST_PROXY: the entry that the outermost of our own proxies wrote.
 */
export function clientAddress(headers: Headers): string | null {
  const hops = env().TRUST_PROXY;
  if (hops === 0) return null;
  const entries = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries.at(-hops) ?? null;
}
