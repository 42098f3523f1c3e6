"use client";

import { connectTargets } from "@/components/canvas/core/can-connect";
import { NODE_KINDS, nodeTitle } from "@/components/canvas/core/node-kinds";
import { Select } from "@/components/ui/select";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";

/** Draws a line without a pointer: choose where it leads. */
export function ConnectTo({ nodeId }: { nodeId: string }) {
  const flow = useEditor((state) => state.document.flow);
  const actions = useEditorActions();
  const wantField = useEditor((state) => state.wantField);
  const targets = connectTargets(flow, nodeId);
  if (targets.length === 0) return <p className="text-muted text-sm">Add another node to connect this one to.</p>;
  return (
    <div data-field="connect">
      <Select
        size="sm"
        label="Connect to"
        placeholder="Connect to…"
        value=""
        opensOnTyping
        onValueChange={(target) => {
          actions.connect(nodeId, target);
          wantField("first", "selection");
        }}
        options={targets.map((id) => {
          const node = flow.nodes[id];
          const name = node ? nodeTitle(node) : id;
          return {
            value: id,
            label: id === nodeId ? `${name} (back to itself)` : `${name}${node ? `, ${NODE_KINDS[node.type].label}` : ""}`,
          };
        })}
      />
    </div>
  );
}
