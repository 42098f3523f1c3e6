/** The state of one open editor. One store per mounted editor; the document in it is the truth, everything drawn is derived. */
import type { CompileResult, PersonaDocument, Problem, PromptSentence } from "@duologue/persona";
import { createStore, type StoreApi } from "zustand/vanilla";
import { emptyHistory, type History, record, redo, undo } from "@/components/canvas/core/history";
import { NOTHING_SELECTED, pruneSelection, type Selection, sameSelection } from "@/components/canvas/core/selection";
import { type CallProgress, initialPanels, type Panels, withRoomForCall } from "./panels";

export type SentenceSource = PromptSentence["source"];

export interface EditOptions {
  /** edits with the same key that follow each other quickly are one step of history */
  burst?: string;
  select?: Selection;
}

export interface EditorState {
  document: PersonaDocument;
  history: History<PersonaDocument>;
  selection: Selection;
  readOnly: boolean;
  /** what the pointer is on in the prompt, so that the canvas can show it */
  pointedAt: SentenceSource | null;
  /** lit by a call */
  activeNodeId: string | null;
  callProgress: CallProgress;
  compiled: CompileResult | null;
  problems: Problem[];
  panels: Panels;
  /** a field of a form that asks for the focus; `at` makes two wishes for the same field differ */
  wantedField: { field: string; at: number } | null;
  /** what screen readers are told about the last thing done */
  announcement: string;

  /** Runs an operation on the document. The same document back means nothing happened and leaves no trace. */
  edit: (change: (document: PersonaDocument) => PersonaDocument, options?: EditOptions) => void;
  undo: () => void;
  redo: () => void;
  changeSelection: (update: (current: Selection) => Selection) => void;
  pointAt: (source: SentenceSource | null) => void;
  setActiveNode: (nodeId: string | null) => void;
  setCallProgress: (progress: CallProgress) => void;
  setCompiled: (compiled: CompileResult | null, problems: Problem[]) => void;
  setPanels: (change: Partial<Panels>) => void;
  wantField: (field: string, tab?: "persona" | "selection") => void;
  announce: (words: string) => void;
}

export type EditorStore = StoreApi<EditorState>;

export interface EditorStoreOptions {
  document: PersonaDocument;
  readOnly: boolean;
  nowMs?: () => number;
}

export function createEditorStore({ document, readOnly, nowMs = Date.now }: EditorStoreOptions): EditorStore {
  return createStore<EditorState>((set, get) => ({
    document,
    history: emptyHistory(),
    selection: NOTHING_SELECTED,
    readOnly,
    pointedAt: null,
    activeNodeId: null,
    callProgress: "none",
    compiled: null,
    problems: [],
    panels: initialPanels,
    wantedField: null,
    announcement: "",

    edit(change, options = {}) {
      const before = get();
      if (before.readOnly) return;
      const next = change(before.document);
      const selection = pruneSelection(options.select ?? before.selection, next.flow);
      if (next === before.document) {
        if (selection !== before.selection) set({ selection });
        return;
      }
      set({ document: next, selection, history: record(before.history, before.document, nowMs(), options.burst ?? null) });
    },
    undo() {
      const { history, document: present, selection, readOnly: locked } = get();
      const step = locked ? null : undo(history, present);
      if (step) set({ document: step.present, history: step.history, selection: pruneSelection(selection, step.present.flow) });
    },
    redo() {
      const { history, document: present, selection, readOnly: locked } = get();
      const step = locked ? null : redo(history, present);
      if (step) set({ document: step.present, history: step.history, selection: pruneSelection(selection, step.present.flow) });
    },
    changeSelection(update) {
      const { selection, document: present, panels } = get();
      const next = pruneSelection(update(selection), present.flow);
      if (sameSelection(next, selection)) return;
      const one = next.nodeIds.length + next.edgeIds.length > 0;
      // whoever reads the prompt keeps it in view; everybody else sees the form of what was selected
      const tab = one && panels.tab !== "prompt" ? "selection" : panels.tab;
      set({ selection: next, ...(tab === panels.tab ? {} : { panels: { ...panels, tab } }) });
    },
    pointAt: (pointedAt) => set({ pointedAt }),
    setActiveNode: (activeNodeId) => set({ activeNodeId }),
    setCallProgress: (callProgress) => set({ callProgress }),
    setCompiled: (compiled, problems) => set({ compiled, problems }),
    setPanels(change) {
      const { panels, callProgress } = get();
      const closesCall = panels.callOpen && change.callOpen === false;
      // a call under way outlives its panel; one that is over has been seen
      set({ panels: withRoomForCall(panels, change), ...(closesCall && callProgress === "over" ? { callProgress: "none" } : {}) });
    },
    wantField: (field, tab = "persona") =>
      set({ wantedField: { field, at: nowMs() }, panels: { ...get().panels, tab, inspectorOpen: true } }),
    announce: (announcement) => set({ announcement }),
  }));
}
