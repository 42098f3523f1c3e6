"use client";

import type { DroppedSentence } from "@duologue/persona";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { sourceWords } from "./source-words";

/** What did not make it into the prompt, and why. */
export function DroppedList({ dropped }: { dropped: readonly DroppedSentence[] }) {
  const flow = useEditor((state) => state.document.flow);
  const pointAt = useEditor((state) => state.pointAt);
  const actions = useEditorActions();
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-medium text-sm">
        Left out <span className="font-normal text-muted">{dropped.length}</span>
      </h2>
      <ul className="flex flex-col gap-2">
        {dropped.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may be left out twice
          <li key={`${sentence.reason}:${sentence.text}:${index}`}>
            <button
              type="button"
              onClick={() => actions.jumpTo(sentence.source)}
              onPointerEnter={() => pointAt(sentence.source)}
              onPointerLeave={() => pointAt(null)}
              className="w-full rounded-lg border border-line px-3 py-2.5 text-left transition-colors hover:border-line-strong"
            >
              <del className="block text-muted text-[13px] leading-snug decoration-danger/70">{sentence.text}</del>
              <span className="mt-1 block text-[13px] leading-snug">{sentence.words}</span>
              <span className="mt-1 block text-muted text-xs">
                {sourceWords(sentence.source, flow)}, {sentence.tokens} {sentence.tokens === 1 ? "token" : "tokens"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
