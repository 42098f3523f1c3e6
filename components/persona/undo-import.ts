import type { PersonaDocument } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { replaceDraft, tellPersonasChanged } from "@/lib/client/open-personas";
import type { ImportReply, SavePersonaReply } from "@/lib/shared/personas";

/** Says that a file took the place of a draft, and offers to put the draft back, to the letter. */
export function offerUndoOfImport(name: string, { id, revision, replaced: before }: ImportReply): void {
  if (!before) return;
  const store = () => api.put<SavePersonaReply>(`/api/personas/${id}`, { document: before, baseRevision: revision });

  async function undo(draft: PersonaDocument) {
    try {
      await replaceDraft(id, draft, store);
      toast.success(`${name} is as it was before the import`);
    } catch (error) {
      const isLate = error instanceof ProtocolError && error.code === "conflict";
      toast.error("The import could not be undone", {
        description: isLate ? "The persona was changed after the import, and nothing of that was touched." : wordsOf(error),
      });
    }
    tellPersonasChanged();
  }

  toast(`The file was imported over ${name}`, { id: `import:${id}`, undo: () => void undo(before) });
}
