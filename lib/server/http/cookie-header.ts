import { isHttps } from "../env";

/** A Set-Cookie value: httpOnly, lax, for the whole studio, secure where the studio is. */
export function cookieHeader(name: string, value: string, { maxAgeSeconds }: { maxAgeSeconds: number }): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, "Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${maxAgeSeconds}`];
  if (isHttps()) parts.push("Secure");
  return parts.join("; ");
}
