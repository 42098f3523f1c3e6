import { describe, expect, it } from "vitest";
import { deleteItems } from "@/components/canvas/core/delete-items";
import { testDocument } from "@/components/canvas/core/test-flow";
import { updateNodeData } from "@/components/canvas/core/update-node";
import { createEditorStore } from "./editor-store";

const open = (readOnly = false) => {
  let nowMs = 0;
  const store = createEditorStore({ document: testDocument(), readOnly, nowMs: () => nowMs });
  return { store, pass: (ms: number) => (nowMs += ms) };
};

describe("editor store", () => {
  it("undoes a delete with its lines, and the selection is never a step", () => {
    const { store } = open();
    const before = store.getState().document;
    store.getState().changeSelection(() => ({ nodeIds: ["ask"], edgeIds: [] }));
    expect(store.getState().history.past).toHaveLength(0);
    store.getState().edit((document) => deleteItems(document, { nodeIds: ["ask"], edgeIds: [] }));
    expect(store.getState().selection.nodeIds).toEqual([]);
    store.getState().undo();
    expect(store.getState().document).toBe(before);
    store.getState().redo();
    expect(store.getState().document.flow.nodes).not.toHaveProperty("ask");
  });
  it("makes one step of a burst of typing", () => {
    const { store, pass } = open();
    for (const title of ["A", "As", "Ask"]) {
      store.getState().edit((document) => updateNodeData(document, "yes", { title }), { burst: "yes.title" });
      pass(200);
    }
    expect(store.getState().history.past).toHaveLength(1);
    pass(2_000);
    store.getState().edit((document) => updateNodeData(document, "yes", { title: "Askk" }), { burst: "yes.title" });
    expect(store.getState().history.past).toHaveLength(2);
  });
  it("changes nothing for a viewer", () => {
    const { store } = open(true);
    const before = store.getState().document;
    store.getState().edit((document) => deleteItems(document, { nodeIds: ["ask"], edgeIds: [] }));
    expect(store.getState().document).toBe(before);
  });
  it("shows the form of what is selected, but leaves the prompt open for who reads it", () => {
    const { store } = open();
    store.getState().changeSelection(() => ({ nodeIds: ["ask"], edgeIds: [] }));
    expect(store.getState().panels.tab).toBe("selection");
    store.getState().setPanels({ tab: "prompt" });
    store.getState().changeSelection(() => ({ nodeIds: ["yes"], edgeIds: [] }));
    expect(store.getState().panels.tab).toBe("prompt");
  });
});
