"use client";

import { Copy, Trash2 } from "lucide-react";
import { NODE_KINDS, nodeTitle } from "@/components/canvas/core/node-kinds";
import { updateNodeData } from "@/components/canvas/core/update-node";
import { KindTile } from "@/components/canvas/react/kind-tile";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Field, Input, readOnlyFields, Textarea } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { useProblemsOf } from "../state/use-problems-of";
import { FormHeader } from "./form-header";
import { LineList } from "./line-list";
import { Transitions } from "./transitions";

/** Everything one node says and does. */
export function NodeForm({ nodeId }: { nodeId: string }) {
  const node = useEditor((state) => state.document.flow.nodes[nodeId]);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const problems = useProblemsOf("node", nodeId);
  const actions = useEditorActions();
  if (!node) return null;
  const kind = NODE_KINDS[node.type];

  const set = (field: string, value: unknown) =>
    edit((document) => updateNodeData(document, nodeId, { [field]: value }), { burst: `${nodeId}.${field}` });
  const text = (field: string) => (event: { target: { value: string } }) => set(field, event.target.value);

  return (
    <>
      <FormHeader
        tile={<KindTile type={node.type} />}
        kind={kind.label}
        title={nodeTitle(node)}
        problems={problems}
        actions={
          readOnly ? null : (
            <>
              <Button
                variant="ghost"
                size="icon"
                className="size-8"
                aria-label="Duplicate this node"
                onClick={() => actions.duplicateNode(nodeId)}
              >
                <Copy aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                className="size-8 hover:text-danger"
                aria-label="Delete this node"
                onClick={() => actions.deleteItems({ nodeIds: [nodeId], edgeIds: [] })}
              >
                <Trash2 aria-hidden />
              </Button>
            </>
          )
        }
      />
      <fieldset disabled={readOnly} className={cn("flex min-w-0 flex-col gap-5 p-4", readOnlyFields)}>
        {node.type === "note" ? (
          <Field label="Note" hint="For your team only: never in the prompt, never heard.">
            <Textarea rows={8} maxLength={2_000} value={node.data.text} onChange={text("text")} />
          </Field>
        ) : (
          <Field label="Title" hint={node.type === "start" ? kind.explanation : undefined}>
            <Input value={node.data.title} maxLength={80} onChange={text("title")} />
          </Field>
        )}
        {node.type === "stage" ? (
          <>
            <Field
              label="Goal"
              aside={`${node.data.goal.length} / 600`}
              hint="One imperative sentence; it goes into the prompt. “Ask for the order number.”"
            >
              <Textarea rows={4} maxLength={600} value={node.data.goal} onChange={text("goal")} />
            </Field>
            <LineList
              label="Sample lines"
              hint="What the persona might say here. Spoken by the rehearsal voice, in this order; never put into the prompt."
              addLabel="Add a line"
              itemLabel="Sample line"
              maxLength={400}
              lines={node.data.sampleLines}
              disabled={readOnly}
              onChange={(lines, index) =>
                edit(
                  (document) => updateNodeData(document, nodeId, { sampleLines: lines }),
                  index === null ? {} : { burst: `${nodeId}.sampleLines.${index}` },
                )
              }
            />
          </>
        ) : null}
        {node.type === "say" ? (
          <>
            <Field label="Words" aside={`${node.data.text.length} / 600`} hint="Spoken word for word in the persona's own voice.">
              <Textarea rows={4} maxLength={600} value={node.data.text} onChange={text("text")} />
            </Field>
            <Switch
              checked={node.data.interruptible}
              onCheckedChange={(interruptible) => edit((document) => updateNodeData(document, nodeId, { interruptible }))}
              label="The caller may interrupt"
              hint="Off: the line is finished even when the caller starts to speak."
              disabled={readOnly}
            />
          </>
        ) : null}
        {node.type === "end" ? (
          <Field label="Goodbye" hint="Spoken before hanging up. Leave it empty to hang up without a word.">
            <Textarea rows={3} maxLength={400} value={node.data.goodbye} onChange={text("goodbye")} />
          </Field>
        ) : null}
      </fieldset>
      {kind.hasOutput || kind.hasInput ? <Transitions nodeId={nodeId} /> : null}
    </>
  );
}
