import { expect, it } from "vitest";
import { initialPanels, type Panels, withRoomForCall } from "./panels";

const after = (...changes: Partial<Panels>[]) => changes.reduce<Panels>(withRoomForCall, initialPanels).paletteOpen;

it("folds the palette for the call panel, and unfolds it afterwards", () => {
  expect(after({ callOpen: true })).toBe(false);
  expect(after({ callOpen: true }, { tab: "prompt" }, { callOpen: false })).toBe(true);
});

it("leaves the palette as somebody put it", () => {
  expect(after({ paletteOpen: false }, { callOpen: true }, { callOpen: false }), "folded before").toBe(false);
  expect(after({ callOpen: true }, { paletteOpen: true }, { paletteOpen: false }, { callOpen: false }), "folded meanwhile").toBe(false);
  expect(after({ callOpen: true }, { paletteOpen: true }, { callOpen: false }), "unfolded meanwhile").toBe(true);
  expect(after({ callOpen: true }, { callOpen: true }, { callOpen: false }), "asked for twice").toBe(true);
});
