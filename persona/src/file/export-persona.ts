import type { CompileOptions } from "../compile/compile-persona";
import type { PersonaDocument } from "../schema";
import { canonicalJson } from "./canonical-json";
import { compiledCache } from "./compiled-cache";
import { wholeSchemaAddress } from "./schema-address";

export interface ExportOptions extends CompileOptions {
  /** where people open the studio that exports: `$schema` then leads there from anywhere */
  studioUrl?: string;
}

/** What a studio may keep beside a voice and a file never carries: the signed statement and who signed it from where. */
const PRIVATE_CONSENT_KEYS = ["statement", "speakerName", "recordedBy", "email", "ipAddress", "userAgent", "audio"];

/**
 * The text of NAME.persona.json: canonical JSON (ordered keys, two spaces, a newline at the end) with the compiled prompt as
 * a cache. The consent record's id travels with the voice, the statement stays. Equal documents give equal bytes, from studios at
 * different addresses all but those of `$schema`; the cache's `inputSha256` is of the document with the short one.
 */
export function exportPersona(document: PersonaDocument, { studioUrl, ...options }: ExportOptions = {}): string {
  const shared = shareable(document);
  const $schema = studioUrl === undefined ? shared.$schema : wholeSchemaAddress(shared.$schema, studioUrl);
  return canonicalJson({ ...shared, $schema, compiled: compiledCache(shared, options) });
}

/** The document as it may leave the studio. */
function shareable(document: PersonaDocument): PersonaDocument {
  const { compiled: _cache, ...rest } = document as PersonaDocument & { compiled?: unknown };
  const { voice } = rest;
  if (!voice.consent) return rest as PersonaDocument;
  const consent = { ...voice.consent };
  for (const key of PRIVATE_CONSENT_KEYS) delete consent[key];
  return { ...rest, voice: { ...voice, consent } } as PersonaDocument;
}
