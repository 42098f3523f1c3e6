export type InspectorTab = "selection" | "persona" | "prompt" | "problems";

/** How far the call of the call panel has come: not begun, dialled or live, ended with its figures still to be seen. */
export type CallProgress = "none" | "underWay" | "over";

/** Which parts of the frame are open. Never saved with the persona. */
export interface Panels {
  tab: InspectorTab;
  paletteOpen: boolean;
  inspectorOpen: boolean;
  callOpen: boolean;
  findOpen: boolean;
  shortcutsOpen: boolean;
}

export const initialPanels: Panels = {
  tab: "persona",
  paletteOpen: true,
  inspectorOpen: true,
  callOpen: false,
  findOpen: false,
  shortcutsOpen: false,
};

/** The panels after a change; the palette folds away when the call rail comes, so that the canvas stays worth looking at. */
export function withRoomForCall(before: Panels, change: Partial<Panels>): Panels {
  const callComes = change.callOpen === true && !before.callOpen;
  return { ...before, ...(callComes ? { paletteOpen: false } : {}), ...change };
}
