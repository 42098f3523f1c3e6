export type InspectorTab = "selection" | "persona" | "prompt" | "problems";

/** How far the call of the call panel has come: not begun, dialled or live, ended with its figures still to be seen. */
export type CallProgress = "none" | "underWay" | "over";

/** Which parts of the frame are open. Never saved with the persona. */
export interface Panels {
  tab: InspectorTab;
  paletteOpen: boolean;
  /** the call panel folded the palette; it comes back when that closes */
  paletteGaveWay: boolean;
  inspectorOpen: boolean;
  callOpen: boolean;
  findOpen: boolean;
  shortcutsOpen: boolean;
}

export const initialPanels: Panels = {
  tab: "persona",
  paletteOpen: true,
  paletteGaveWay: false,
  inspectorOpen: true,
  callOpen: false,
  findOpen: false,
  shortcutsOpen: false,
};

/**
 * The panels after a change. The palette folds away when the call panel comes, so that the canvas stays worth looking at, and comes back when
 * that goes, unless it was folded or unfolded by hand meanwhile.
 */
export function withRoomForCall(before: Panels, change: Partial<Panels>): Panels {
  const after = { ...before, ...change };
  if (change.paletteOpen !== undefined) return { ...after, paletteGaveWay: false };
  if (after.callOpen === before.callOpen) return after;
  if (after.callOpen) return { ...after, paletteOpen: false, paletteGaveWay: before.paletteOpen };
  return { ...after, paletteOpen: before.paletteOpen || before.paletteGaveWay, paletteGaveWay: false };
}
