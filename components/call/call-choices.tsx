"use client";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { CallViewState } from "@/lib/client/call/view-state";

/** Answers that need to be told apart, offered as buttons and number keys beside speaking. */
export function CallChoices({ choices, onChoose }: { choices: CallViewState["choices"]; onChoose: (edgeId: string) => void }) {
  if (choices.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-muted text-xs">Say it, and choose what you meant:</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <Button
            key={choice.edgeId}
            className="h-auto min-h-10 max-w-full whitespace-normal py-1.5 text-left"
            onClick={() => onChoose(choice.edgeId)}
          >
            <Kbd aria-hidden className="max-sm:hidden">
              {choice.key}
            </Kbd>
            {choice.label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
