"use client";

import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { edgeLabel } from "@/components/canvas/core/condition-words";
import { NODE_KINDS, nodeTitle } from "@/components/canvas/core/node-kinds";
import { incomingEdges, outgoingEdges } from "@/components/canvas/core/outgoing-edges";
import { reorderEdge } from "@/components/canvas/core/reorder-edges";
import { CONDITION_ICON } from "@/components/canvas/react/kind-look";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { ConnectTo } from "./connect-to";
import { RowButton } from "./line-list";

/** Where a call can go from this node, in the order the edges are tried, and where it can come from. */
export function Transitions({ nodeId }: { nodeId: string }) {
  const flow = useEditor((state) => state.document.flow);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const actions = useEditorActions();
  const node = flow.nodes[nodeId];
  if (!node) return null;
  const kind = NODE_KINDS[node.type];
  const out = outgoingEdges(flow, nodeId);
  const movable = out.filter((edge) => edge.condition.type !== "else").map((edge) => edge.id);
  const nameOf = (id: string) => (flow.nodes[id] ? nodeTitle(flow.nodes[id]) : "a missing node");

  return (
    <div className="flex flex-col gap-5 border-line border-t p-4">
      {kind.hasOutput ? (
        <section className="flex flex-col gap-2">
          <div>
            <h3 className="font-medium text-sm">What comes next</h3>
            <p className="mt-0.5 text-muted text-sm">
              {out.length > 1 ? "The first edge that fits is taken, from the top." : "Edges out of this node."}
            </p>
          </div>
          <ul className="flex flex-col gap-1">
            {out.map((edge) => {
              const Icon = CONDITION_ICON[edge.condition.type];
              const at = movable.indexOf(edge.id);
              return (
                <li key={edge.id} className="flex items-center rounded-lg border border-line">
                  <button
                    type="button"
                    onClick={() => actions.jumpTo({ kind: "edge", edgeId: edge.id })}
                    className="flex min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2.5 py-2 text-left text-[13px] hover:bg-surface-raised"
                  >
                    <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{edgeLabel(edge)}</span>
                      <span className="flex items-center gap-1 text-muted text-xs">
                        <ArrowRight aria-hidden className="size-3 shrink-0" />
                        <span className="sr-only">leads to</span>
                        <span className="truncate">{edge.target === nodeId ? "back to itself" : nameOf(edge.target)}</span>
                      </span>
                    </span>
                  </button>
                  {readOnly || movable.length < 2 ? null : (
                    <span className="flex shrink-0 pr-1">
                      <RowButton
                        label="Try this edge earlier"
                        disabled={at <= 0}
                        onClick={() => edit((document) => reorderEdge(document, edge.id, -1))}
                      >
                        <ArrowUp aria-hidden />
                      </RowButton>
                      <RowButton
                        label="Try this edge later"
                        disabled={at < 0 || at === movable.length - 1}
                        onClick={() => edit((document) => reorderEdge(document, edge.id, 1))}
                      >
                        <ArrowDown aria-hidden />
                      </RowButton>
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          {readOnly ? null : <ConnectTo nodeId={nodeId} />}
        </section>
      ) : null}
      {kind.hasInput ? (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">What leads here</h3>
          <Incoming
            edges={incomingEdges(flow, nodeId).map((edge) => ({
              id: edge.id,
              name: edge.source === nodeId ? "itself" : nameOf(edge.source),
            }))}
          />
        </section>
      ) : null}
    </div>
  );
}

function Incoming({ edges }: { edges: { id: string; name: string }[] }) {
  const actions = useEditorActions();
  if (edges.length === 0) return <p className="text-muted text-sm">Nothing yet. A call never gets here.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {edges.map((edge) => (
        <li key={edge.id}>
          <button
            type="button"
            onClick={() => actions.jumpTo({ kind: "edge", edgeId: edge.id })}
            className="max-w-48 truncate rounded-full border border-line px-2.5 py-1 text-[13px] hover:bg-surface-raised"
          >
            {edge.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
