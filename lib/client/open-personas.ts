/** Which personas stand open on this page, so that what is done to one elsewhere goes through its editor and not past it. */
import type { PersonaDetail } from "@/lib/shared/personas";

type PersonaDocument = PersonaDetail["document"];

/** Puts another draft in the place of the one that is open; `store` does it in the studio, where the editor cannot. */
export type ReplaceDraft = (document: PersonaDocument, store: () => Promise<unknown>) => Promise<void>;

const open = new Map<string, ReplaceDraft[]>();

/** While a persona is open, `replace` decides how its draft is replaced; the newest of several wins. Returns what ends it. */
export function openPersona(personaId: string, replace: ReplaceDraft): () => void {
  open.set(personaId, [...(open.get(personaId) ?? []), replace]);
  return () => {
    const rest = (open.get(personaId) ?? []).filter((one) => one !== replace);
    if (rest.length > 0) open.set(personaId, rest);
    else open.delete(personaId);
  };
}

/** Replaces the draft through whoever has it open, else by `store` alone. */
export async function replaceDraft(personaId: string, document: PersonaDocument, store: () => Promise<unknown>): Promise<void> {
  const replace = open.get(personaId)?.at(-1);
  if (replace) await replace(document, store);
  else await store();
}

const lists = new Set<() => void>();

/** For a list of personas that is shown: called when one was changed by something that has outlived its page, such as a note's Undo. */
export function watchPersonas(listener: () => void): () => void {
  lists.add(listener);
  return () => lists.delete(listener);
}

export function tellPersonasChanged(): void {
  for (const listener of lists) listener();
}
