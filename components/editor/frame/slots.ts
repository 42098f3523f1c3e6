import type { PersonaDocument, Problem } from "@duologue/persona";
import type { ReactNode } from "react";
import type { CallProgress } from "../state/panels";

export interface CallSlotProps {
  personaId: string;
  personaName: string;
  /** the draft as it is at this moment, saved or not */
  getDocument: () => PersonaDocument;
  nodeTitles: Record<string, string>;
  onActiveNode: (nodeId: string | null) => void;
  /** how far the panel's call has come; "none" when the panel goes */
  onProgress: (progress: CallProgress) => void;
  problems: Problem[];
}

export interface DialogSlotProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  persona: { id: string; name: string };
}

export interface ShareSlotProps extends DialogSlotProps {
  /** what callers see; empty: nothing of its own */
  publicName: string;
  /** resolves once the name is stored, else throws ProtocolError */
  onPublicName: (name: string) => Promise<void>;
}

export interface ImportSlotProps extends DialogSlotProps {
  /** the file takes the place of the draft, as an edit */
  onDocument: (document: PersonaDocument) => Promise<void>;
}

/** What other rooms put into the editor's frame. */
export interface EditorSlots {
  renderCall: (props: CallSlotProps) => ReactNode;
  renderShare: (props: ShareSlotProps) => ReactNode;
  renderImport: (props: ImportSlotProps) => ReactNode;
}
