/** `$schema`: whole in a file, so that editors find it, and short in a studio, whose address may change. */
import { SCHEMA_URL } from "../schema";

/** `studioUrl`: where people open the studio. */
export function wholeSchemaAddress(schema: string, studioUrl: string): string {
  return schema === SCHEMA_URL ? studioUrl.replace(/\/+$/, "") + SCHEMA_URL : schema;
}

/** Any studio's address of this format's schema becomes the short form; everything else stays as it is. */
export function shortSchemaAddress(schema: string): string {
  return /^https?:\/\/[^?#]+$/i.test(schema) && schema.endsWith(SCHEMA_URL) ? SCHEMA_URL : schema;
}
