"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import { useEditor } from "../state/editor-context";
import { DroppedList } from "./dropped-list";
import { PromptText } from "./prompt-text";
import { TokenMeter } from "./token-meter";

/** The prompt exactly as the model will get it, how full it is, and what did not make it in. */
export function CompilePanel() {
  const compiled = useEditor((state) => state.compiled);
  if (!compiled) {
    return (
      <div className="p-6">
        <Spinner label="Compiling the prompt" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5 p-4">
      <TokenMeter tokens={compiled.tokens} limit={compiled.tokenLimit} exact={compiled.exact} />
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-medium text-sm">Prompt</h2>
          <CopyButton size="sm" variant="ghost" value={compiled.prompt} label="Copy prompt" />
        </div>
        <PromptText prompt={compiled.prompt} sentences={compiled.sentences} />
        <p className="text-muted text-[13px] leading-relaxed">Click a sentence to go to where it comes from.</p>
      </section>
      {compiled.dropped.length > 0 ? <DroppedList dropped={compiled.dropped} /> : null}
    </div>
  );
}
