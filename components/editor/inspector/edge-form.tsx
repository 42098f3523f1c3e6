"use client";

import type { ConditionType } from "@duologue/persona";
import { Trash2 } from "lucide-react";
import { CONDITION_KINDS, conditionWords, EDGE_LABEL_MAX, edgeLabel } from "@/components/canvas/core/condition-words";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import { changeConditionType, updateEdge } from "@/components/canvas/core/update-edge";
import { CONDITION_ICON } from "@/components/canvas/react/kind-look";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Field, Input, readOnlyFields } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { useProblemsOf } from "../state/use-problems-of";
import { ConditionFields } from "./condition-fields";
import { FormHeader } from "./form-header";
import { NumberField } from "./number-field";

/** When a call follows this edge. */
export function EdgeForm({ edgeId }: { edgeId: string }) {
  const edge = useEditor((state) => state.document.flow.edges[edgeId]);
  const nodes = useEditor((state) => state.document.flow.nodes);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const problems = useProblemsOf("edge", edgeId);
  const actions = useEditorActions();
  if (!edge) return null;
  const Icon = CONDITION_ICON[edge.condition.type];
  const kind = CONDITION_KINDS.find(({ type }) => type === edge.condition.type);
  const end = (id: string) => {
    const node = nodes[id];
    return (
      <button
        type="button"
        disabled={!node}
        onClick={() => actions.jumpTo({ kind: "node", nodeId: id })}
        className="max-w-full truncate rounded-md border border-line px-2 py-0.5 text-foreground hover:bg-surface-raised"
      >
        {node ? nodeTitle(node) : "a missing node"}
      </button>
    );
  };

  return (
    <>
      <FormHeader
        tile={
          <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-md bg-surface-raised text-muted">
            <Icon className="size-3.5" />
          </span>
        }
        kind="Edge"
        title={edgeLabel(edge)}
        problems={problems}
        actions={
          readOnly ? null : (
            <Button
              variant="ghost"
              size="icon"
              className="size-8 hover:text-danger"
              aria-label="Delete this edge"
              onClick={() => actions.deleteItems({ nodeIds: [], edgeIds: [edgeId] })}
            >
              <Trash2 aria-hidden />
            </Button>
          )
        }
      />
      <fieldset disabled={readOnly} className={cn("flex min-w-0 flex-col gap-5 p-4", readOnlyFields)}>
        <p className="flex flex-wrap items-center gap-1.5 text-muted text-sm">
          From {end(edge.source)} to {end(edge.target)}
        </p>
        <Field label="When" hint={kind?.explanation}>
          <Select
            value={edge.condition.type}
            disabled={readOnly}
            onValueChange={(type) => edit((document) => changeConditionType(document, edgeId, type as ConditionType))}
            options={CONDITION_KINDS.map(({ type, label }) => ({ value: type, label }))}
          />
        </Field>
        <ConditionFields edgeId={edgeId} condition={edge.condition} readOnly={readOnly} />
        <Field
          label="Label"
          aside={`${edge.label.length} / ${EDGE_LABEL_MAX}`}
          hint={`On the canvas instead of “${conditionWords(edge.condition)}”.`}
        >
          <Input
            value={edge.label}
            maxLength={EDGE_LABEL_MAX}
            placeholder={conditionWords(edge.condition)}
            onChange={(event) =>
              edit((document) => updateEdge(document, edgeId, { label: event.target.value }), { burst: `${edgeId}.label` })
            }
          />
        </Field>
        {edge.condition.type === "else" ? null : (
          <NumberField
            label="Priority"
            hint="Higher is tried first. Equal ones go by where they lead: from the top of the canvas, then from the left."
            value={edge.priority}
            min={-100}
            max={100}
            whole
            step={1}
            onChange={(priority) => edit((document) => updateEdge(document, edgeId, { priority }), { burst: `${edgeId}.priority` })}
          />
        )}
      </fieldset>
    </>
  );
}
