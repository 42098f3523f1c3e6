"use client";

import type { PromptSentence } from "@duologue/persona";
import { useMemo } from "react";
import { cn } from "@/components/ui/class-names";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import type { SentenceSource } from "../state/editor-store";
import { sameSource, sourceWords } from "./source-words";
import { splitPrompt } from "./split-prompt";

/** The prompt as text whose sentences are doors to their nodes and fields. Pointing at one lights its node, and the other way round. */
export function PromptText({ prompt, sentences }: { prompt: string; sentences: readonly PromptSentence[] }) {
  const flow = useEditor((state) => state.document.flow);
  const selection = useEditor((state) => state.selection);
  const pointedAt = useEditor((state) => state.pointedAt);
  const pointAt = useEditor((state) => state.pointAt);
  const actions = useEditorActions();
  const parts = useMemo(() => splitPrompt(prompt, sentences), [prompt, sentences]);
  const isSelected = (source: SentenceSource) => source.kind === "node" && selection.nodeIds.includes(source.nodeId);

  return (
    <div className="whitespace-pre-wrap rounded-lg border border-line bg-background p-3.5 font-mono text-[12.5px] leading-[1.75]">
      {parts.map((part) => {
        const sentence = part.sentence === null ? undefined : sentences[part.sentence];
        if (!sentence) {
          return (
            <span key={part.at} className="text-muted">
              {part.text}
            </span>
          );
        }
        const { source } = sentence;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a sentence must flow and wrap like text, which a button does not
          <span
            key={part.at}
            role="button"
            tabIndex={0}
            title={`${sourceWords(source, flow)}, ${sentence.tokens} ${sentence.tokens === 1 ? "token" : "tokens"}`}
            onClick={() => actions.jumpTo(source)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              actions.jumpTo(source);
            }}
            onPointerEnter={() => pointAt(source)}
            onPointerLeave={() => pointAt(null)}
            onFocus={() => pointAt(source)}
            onBlur={() => pointAt(null)}
            className={cn(
              "cursor-pointer rounded-sm box-decoration-clone px-0.5 transition-colors",
              isSelected(source) ? "bg-accent/22" : sameSource(source, pointedAt) ? "bg-accent/14" : "hover:bg-accent/14",
            )}
          >
            {part.text}
          </span>
        );
      })}
    </div>
  );
}
