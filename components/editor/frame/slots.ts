import type { PersonaDocument, Problem } from "@duologue/persona";
import type { ReactNode } from "react";

export interface CallSlotProps {
  personaId: string;
  personaName: string;
  /** the draft as it is at this moment, saved or not */
  getDocument: () => PersonaDocument;
  nodeTitles: Record<string, string>;
  onActiveNode: (nodeId: string | null) => void;
  problems: Problem[];
}

export interface DialogSlotProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  persona: { id: string; name: string };
}

/** What other rooms put into the editor's frame. */
export interface EditorSlots {
  renderCall: (props: CallSlotProps) => ReactNode;
  renderShare: (props: DialogSlotProps) => ReactNode;
  renderImport: (props: DialogSlotProps & { onImported: () => void }) => ReactNode;
}
