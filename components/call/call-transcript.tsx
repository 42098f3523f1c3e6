"use client";

import { useLayoutEffect, useRef } from "react";
import { BrokenOff } from "@/components/call/broken-off";
import { SCRIPTED_LINE_TITLE, ScriptedLine } from "@/components/call/scripted-line";
import { cn } from "@/components/ui/class-names";
import type { TranscriptLine } from "@/lib/client/call/view-state";

const FOLLOW_PX = 40;

export interface CallTranscriptProps {
  lines: readonly TranscriptLine[];
  /** null: stages are not this reader's business */
  nodeTitles: Readonly<Record<string, string>> | null;
  personaName: string;
  empty: string;
  className?: string;
}

/** The persona's words as they are heard; follows the newest line unless the reader has scrolled up. */
export function CallTranscript({ lines, nodeTitles, personaName, empty, className }: CallTranscriptProps) {
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useLayoutEffect(() => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);

  return (
    <div
      ref={box}
      role="log"
      aria-label={`What ${personaName} says`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        following.current = scrollHeight - scrollTop - clientHeight < FOLLOW_PX;
      }}
      className={cn("min-h-0 flex-1 overflow-y-auto", className)}
    >
      {lines.length === 0 ? <p className="py-2 text-muted text-sm">{empty}</p> : null}
      <div className="flex flex-col gap-2.5 py-2">
        {lines.map((line) => (
          <Line key={line.id} line={line} nodeTitles={nodeTitles} />
        ))}
      </div>
    </div>
  );
}

function Line({ line, nodeTitles }: { line: TranscriptLine; nodeTitles: CallTranscriptProps["nodeTitles"] }) {
  switch (line.kind) {
    case "words":
      return (
        <p
          title={line.sayId === null ? undefined : SCRIPTED_LINE_TITLE}
          className="text-pretty border-agent/50 border-l-2 pl-3 text-[15px] leading-relaxed"
        >
          {line.sayId === null ? null : <ScriptedLine />}
          {line.text}
          {line.isBrokenOff ? <BrokenOff /> : null}
        </p>
      );
    case "choice":
      return <p className="self-end rounded-lg bg-caller/12 px-3 py-1.5 text-caller text-sm">{line.label}</p>;
    case "connection":
      return <Divider tone="text-warning">{line.status === "lost" ? "Connection lost" : "Connected again"}</Divider>;
    case "node":
      return nodeTitles ? <Divider>{nodeTitles[line.nodeId] ?? "Stage"}</Divider> : null;
  }
}

function Divider({ children, tone = "text-muted" }: { children: string; tone?: string }) {
  return (
    <p className={cn("flex items-center gap-3 text-xs", tone)}>
      <span aria-hidden className="h-px flex-1 bg-line" />
      {children}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </p>
  );
}
