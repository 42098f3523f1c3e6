"use client";

import { useId } from "react";
import { Slider } from "@/components/ui/slider";
import { useEditor } from "../state/editor-context";
import { Section } from "./section";
import { useDocumentPart } from "./use-document-field";

const DIALS = [
  {
    field: "patience",
    label: "Patience",
    low: "Answers at once",
    high: "Waits through pauses",
    hint: "How long it waits after the caller's last word.",
  },
  {
    field: "backchannel",
    label: "Listening sounds",
    low: "Silent",
    high: "Often “mm-hm”",
    hint: "How much it lets the caller hear that it listens.",
  },
  {
    field: "yield",
    label: "Yielding",
    low: "Keeps talking",
    high: "Stops at once",
    hint: "How fast it gives way when the caller speaks over it.",
  },
] as const;

const STEPS = ["very low", "low", "medium", "high", "very high"];
const words = (value: number) => STEPS[Math.min(4, Math.floor(value * 5))] ?? "medium";

/** How it behaves while both can speak. */
export function DuplexSection() {
  const { value, set } = useDocumentPart("duplex");
  const readOnly = useEditor((state) => state.readOnly);
  const id = useId();
  return (
    <Section field="duplex" title="Turn-taking" hint="How it behaves while both sides can speak at once.">
      {DIALS.map((dial) => (
        <div key={dial.field} data-field={`duplex.${dial.field}`}>
          <div className="flex items-baseline justify-between gap-3">
            <span id={`${id}-${dial.field}`} className="font-medium text-sm">
              {dial.label}
            </span>
            <span className="text-muted text-xs">{words(value[dial.field])}</span>
          </div>
          <Slider
            value={[value[dial.field]]}
            labels={[dial.label]}
            valueText={words}
            disabled={readOnly}
            onValueChange={([next]) => set({ [dial.field]: next ?? value[dial.field] })}
          />
          <div className="flex justify-between text-muted text-xs">
            <span>{dial.low}</span>
            <span>{dial.high}</span>
          </div>
          <p className="sr-only">{dial.hint}</p>
        </div>
      ))}
    </Section>
  );
}
