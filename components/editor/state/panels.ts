export type InspectorTab = "selection" | "persona" | "prompt" | "problems";

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
