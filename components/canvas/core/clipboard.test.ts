import { describe, expect, it } from "vitest";
import { duplicateItems, fragmentFromText, fragmentToText, pasteFragment, takeFragment } from "./clipboard";
import { testDocument } from "./test-flow";

describe("clipboard", () => {
  it("takes the nodes and only the lines between them", () => {
    const fragment = takeFragment(testDocument(), { nodeIds: ["ask", "yes"], edgeIds: ["e1"] });
    expect(Object.keys(fragment?.nodes ?? {})).toEqual(["ask", "yes"]);
    expect(Object.keys(fragment?.edges ?? {})).toEqual(["e2"]);
    expect(takeFragment(testDocument(), { nodeIds: [], edgeIds: ["e1"] })).toBeNull();
  });
  it("survives the trip through text, unknown keys included", () => {
    const fragment = takeFragment(testDocument(), { nodeIds: ["ask", "yes"], edgeIds: [] });
    expect(fragment && fragmentFromText(fragmentToText(fragment))).toEqual(fragment);
  });
  it("is not fooled by other text", () => {
    expect(fragmentFromText("hello")).toBeNull();
    expect(fragmentFromText('{"kind":"duologue_flow_fragment"')).toBeNull();
    expect(fragmentFromText('{"kind":"duologue_flow_fragment","nodes":{"a":{"type":"rocket"}}}')).toBeNull();
    expect(fragmentFromText('{"note":"duologue_flow_fragment"}')).toBeNull();
  });
  it("pastes under fresh ids, at a place, with its lines", () => {
    const before = testDocument();
    const fragment = takeFragment(before, { nodeIds: ["ask", "yes"], edgeIds: [] });
    if (!fragment) throw new Error("expected a fragment");
    const { document, selection } = pasteFragment(before, fragment, { at: { x: 1_000, y: 1_000 } });
    expect(selection.nodeIds).toHaveLength(2);
    const [ask, yes] = selection.nodeIds.map((id) => document.flow.nodes[id]);
    expect(ask?.position).toMatchObject({ x: 1_200, y: 1_000 });
    expect(yes?.position).toMatchObject({ x: 1_000, y: 1_200 });
    expect(
      Object.values(document.flow.edges).some((edge) => edge.source === selection.nodeIds[0] && edge.target === selection.nodeIds[1]),
    ).toBe(true);
    expect(Object.keys(before.flow.nodes)).toHaveLength(6);
  });
  it("leaves a second Start out and says so", () => {
    const before = testDocument();
    const fragment = takeFragment(before, { nodeIds: ["start", "ask"], edgeIds: [] });
    if (!fragment) throw new Error("expected a fragment");
    const pasted = pasteFragment(before, fragment, { offset: 40 });
    expect(pasted.startLeftOut).toBe(true);
    expect(pasted.selection.nodeIds).toHaveLength(1);
    expect(Object.keys(pasted.document.flow.edges)).toHaveLength(5);
  });
  it("duplicates a little aside", () => {
    const copied = duplicateItems(testDocument(), { nodeIds: ["end"], edgeIds: [] });
    expect(copied?.document.flow.nodes[copied.selection.nodeIds[0] ?? ""]?.position).toEqual({ x: 40, y: 640 });
    expect(duplicateItems(testDocument(), { nodeIds: ["start"], edgeIds: [] })).toBeNull();
  });
});
