"use client";

import { DEFAULT_SAMPLING, isSameSampling, TOKEN_LIMIT } from "@duologue/persona";
import { ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { NumberField } from "../inspector/number-field";
import { useEditor } from "../state/editor-context";
import { useDocumentPart } from "./use-document-field";

const SAMPLING = [
  {
    field: "textTemperature",
    label: "Text temperature",
    hint: "Higher: freer words, less to the point.",
    min: 0,
    max: 2,
    step: 0.05,
    whole: false,
  },
  { field: "textTopK", label: "Text top-k", hint: "Higher: rarer words may be said.", min: 1, max: 1_000, step: 1, whole: true },
  {
    field: "audioTemperature",
    label: "Audio temperature",
    hint: "Higher: a livelier, less even voice.",
    min: 0,
    max: 2,
    step: 0.05,
    whole: false,
  },
  { field: "audioTopK", label: "Audio top-k", hint: "Higher: rarer sounds may be made.", min: 1, max: 2_048, step: 1, whole: true },
] as const;

const DEFAULT_WORDS =
  "The default, PersonaPlex’s own numbers: a model that recommends others is called with its own, any other with these. Change one, if only a little, and all four are used as they stand, whichever model answers.";
const OWN_WORDS = "Set by you: used as they stand, whichever model answers.";

/** The model's own settings. Folded: with the defaults, who answers is sampled as it was made for. */
export function AdvancedSection() {
  const { value, set } = useDocumentPart("engine");
  const readOnly = useEditor((state) => state.readOnly);
  const wanted = useEditor((state) => state.wantedField);
  const isDefault = isSameSampling(value.sampling, DEFAULT_SAMPLING);
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    if (details.current && /^engine\.(sampling|seed|tokenLimit)/.test(wanted?.field ?? "")) details.current.open = true;
  }, [wanted]);

  return (
    <details ref={details} className="group px-4 py-5">
      <summary className="flex list-none items-center gap-2 rounded-md font-semibold text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        Advanced
        <span className="font-normal text-muted">sampling, seed, token limit</span>
      </summary>
      <div className="mt-4 flex flex-col gap-5">
        <div data-field="engine.sampling" className="flex flex-col gap-3">
          <div className="grid grid-cols-2 gap-4">
            {SAMPLING.map(({ field, label, hint, min, max, step, whole }) => (
              <NumberField
                key={field}
                label={label}
                hint={hint}
                value={value.sampling[field]}
                min={min}
                max={max}
                whole={whole}
                step={step}
                onChange={(next) => set({ sampling: { ...value.sampling, [field]: next } })}
              />
            ))}
          </div>
          <p className="text-muted text-sm">{isDefault ? DEFAULT_WORDS : OWN_WORDS}</p>
          {isDefault || readOnly ? null : (
            <Button size="sm" className="self-start" onClick={() => set({ sampling: { ...value.sampling, ...DEFAULT_SAMPLING } })}>
              Back to the default
            </Button>
          )}
        </div>
        <div data-field="engine.seed" className="flex flex-col gap-3">
          <Switch
            checked={value.seed !== null}
            disabled={readOnly}
            onCheckedChange={(fixed) => set({ seed: fixed ? 1 : null })}
            label="Fixed seed"
            hint="The same caller audio then gives the same call again. Off: every call differs."
          />
          {value.seed === null ? null : (
            <div className="flex items-end gap-2">
              <div className="flex-1">
                <NumberField
                  label="Seed"
                  value={value.seed}
                  min={0}
                  max={2_147_483_647}
                  whole
                  step={1}
                  onChange={(seed) => set({ seed })}
                />
              </div>
              <Button onClick={() => set({ seed: Math.floor(Math.random() * 2_147_483_647) })}>Roll</Button>
            </div>
          )}
        </div>
        <div data-field="engine.tokenLimit">
          <NumberField
            label="Token limit"
            hint={`The model was trained with prompts of at most ${TOKEN_LIMIT} tokens, the two tags included.`}
            value={value.tokenLimit}
            min={20}
            max={1_000}
            whole
            step={1}
            onChange={(tokenLimit) => set({ tokenLimit })}
          />
        </div>
      </div>
    </details>
  );
}
