"use client";

import type { Condition } from "@duologue/persona";
import { updateCondition } from "@/components/canvas/core/update-edge";
import { Field, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useEditor } from "../state/editor-context";
import { NumberField } from "./number-field";

/** What a condition needs besides its kind. Times are shown in seconds and kept in milliseconds. */
export function ConditionFields({ edgeId, condition, readOnly }: { edgeId: string; condition: Condition; readOnly: boolean }) {
  const edit = useEditor((state) => state.edit);
  const set = (change: Record<string, unknown>) =>
    edit((document) => updateCondition(document, edgeId, change), { burst: `${edgeId}.condition.${Object.keys(change).join()}` });
  const seconds = (value: number) => Math.round(value * 1_000);

  switch (condition.type) {
    case "persona_said":
      return (
        <>
          <Field
            label="Match"
            hint={
              condition.match === "regex"
                ? "A JavaScript regular expression; upper and lower case are the same."
                : "These words in this order; upper and lower case are the same."
            }
          >
            <Select
              value={condition.match}
              disabled={readOnly}
              onValueChange={(match) => set({ match })}
              options={[
                { value: "phrase", label: "A phrase" },
                { value: "regex", label: "A pattern (regular expression)" },
              ]}
            />
          </Field>
          <Field label={condition.match === "regex" ? "Pattern" : "Phrase"}>
            <Input
              value={condition.value}
              maxLength={200}
              placeholder={condition.match === "regex" ? "good ?bye|take care" : "thank you for calling"}
              className={condition.match === "regex" ? "font-mono text-[13px]" : ""}
              onChange={(event) => set({ value: event.target.value })}
            />
          </Field>
          <NumberField
            label="Wait afterwards"
            unit="seconds"
            hint="So that the sentence can be finished first."
            value={condition.holdMs / 1_000}
            min={0}
            max={60}
            step={0.1}
            onChange={(value) => set({ holdMs: seconds(value) })}
          />
        </>
      );
    case "silence":
      return (
        <NumberField
          label="Silence"
          unit="seconds"
          value={condition.ms / 1_000}
          min={0.2}
          max={120}
          step={0.1}
          onChange={(value) => set({ ms: seconds(value) })}
        />
      );
    case "time":
      return (
        <>
          <NumberField
            label="Time"
            unit="seconds"
            value={condition.ms / 1_000}
            min={1}
            max={3_600}
            step={1}
            onChange={(value) => set({ ms: seconds(value) })}
          />
          <Field label="Counted from">
            <Select
              value={condition.since}
              disabled={readOnly}
              onValueChange={(since) => set({ since })}
              options={[
                { value: "node", label: "Arriving at this node" },
                { value: "call", label: "The beginning of the call" },
              ]}
            />
          </Field>
        </>
      );
    case "caller_choice":
      return (
        <Field label="The caller's answer" hint="In a few words, as it should stand on the button: “Yes, that was me”.">
          <Input value={condition.value} maxLength={200} onChange={(event) => set({ value: event.target.value })} />
        </Field>
      );
    default:
      return null;
  }
}
