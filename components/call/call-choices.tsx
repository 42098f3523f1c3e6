"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { CallViewState } from "@/lib/client/call/view-state";
import type { ChoiceWords } from "./choice-words";

export interface CallChoicesProps {
  choices: CallViewState["choices"];
  words: ChoiceWords;
  onChoose: (edgeId: string) => void;
}

/** Answers that need to be told apart, offered as buttons and number keys beside speaking. */
export function CallChoices({ choices, words: { lead, meaning }, onChoose }: CallChoicesProps) {
  const meaningId = useId();
  if (choices.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={meaning ? meaningId : undefined}>
      <legend className="mb-1.5 text-pretty text-muted text-xs">{lead}</legend>
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
      {meaning ? (
        <p id={meaningId} className="text-pretty text-muted text-xs">
          {meaning}
        </p>
      ) : null}
    </fieldset>
  );
}
