/** A copy of unsaved work on this computer, for when the studio cannot be reached or the browser dies. */
import { type PersonaDocument, personaDocument } from "@duologue/persona";

export interface ShadowDraft {
  document: PersonaDocument;
  /** the stored revision it started from */
  baseRevision: number;
  atMs: number;
}

export interface ShadowCopy {
  read: () => ShadowDraft | null;
  write: (document: PersonaDocument, baseRevision: number) => void;
  clear: () => void;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** Never throws: a full or forbidden storage means no shadow copy, nothing worse. */
export function createShadowCopy(personaId: string, storage: () => Storage, nowMs: () => number = Date.now): ShadowCopy {
  const key = `duologue-draft:${personaId}`;
  const quietly = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  return {
    read: () =>
      quietly(() => {
        const text = storage().getItem(key);
        if (!text) return null;
        const value = JSON.parse(text) as { document?: unknown; baseRevision?: unknown; atMs?: unknown };
        const parsed = personaDocument.safeParse(value.document);
        if (!parsed.success || typeof value.baseRevision !== "number" || typeof value.atMs !== "number") return null;
        return { document: parsed.data, baseRevision: value.baseRevision, atMs: value.atMs };
      }),
    write: (document, baseRevision) => {
      quietly(() => storage().setItem(key, JSON.stringify({ document, baseRevision, atMs: nowMs() } satisfies ShadowDraft)));
    },
    clear: () => {
      quietly(() => storage().removeItem(key));
    },
  };
}
