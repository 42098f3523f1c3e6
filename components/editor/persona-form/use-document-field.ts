"use client";

import type { PersonaDocument } from "@duologue/persona";
import { useEditor } from "../state/editor-context";

type Part = "meta" | "identity" | "engine" | "duplex";

/** One part of the document and a way to change fields of it; unknown fields stay, typing in one field is one step of history. */
export function useDocumentPart<P extends Part>(part: P) {
  const value = useEditor((state) => state.document[part]);
  const edit = useEditor((state) => state.edit);
  const set = (change: Partial<PersonaDocument[P]>) =>
    edit((document) => ({ ...document, [part]: { ...document[part], ...change } }), { burst: `${part}.${Object.keys(change).join()}` });
  return { value, set };
}
