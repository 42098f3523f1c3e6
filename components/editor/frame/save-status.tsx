"use client";

import { Check, CloudOff, Eye, LoaderCircle, TriangleAlert } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/class-names";
import { useEditor, useEditorServices } from "../state/editor-context";
import { saveWords } from "../state/save-state";

const TICK_MS = 5_000;

/** Where the work stands: saved and when, being saved, offline, in conflict. Screen readers hear the changes, not the clock. */
export function SaveStatus({ onShowConflict }: { onShowConflict: () => void }) {
  const { autosave } = useEditorServices();
  const readOnly = useEditor((state) => state.readOnly);
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState, autosave.getState);
  const [nowMs, setNowMs] = useState(() => Date.now());

  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    tick();
    if (state.kind !== "saved" || state.atMs === null) return;
    const soon = setTimeout(tick, 2_500);
    const timer = setInterval(tick, TICK_MS);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [state]);

  if (readOnly) {
    return (
      <span className="inline-flex items-center gap-1.5 px-1 text-muted text-xs">
        <Eye aria-hidden className="size-3.5" />
        <span className="hidden sm:inline">View only</span>
        <span className="sr-only">Your role lets you look and call, not change.</span>
      </span>
    );
  }
  const words = saveWords(state, Math.max(nowMs, state.kind === "saved" ? (state.atMs ?? 0) : 0));
  const Icon = {
    saved: Check,
    waiting: LoaderCircle,
    saving: LoaderCircle,
    offline: CloudOff,
    signedOut: CloudOff,
    conflict: TriangleAlert,
    refused: TriangleAlert,
  }[state.kind];
  const isKeptHere = state.kind === "offline" || state.kind === "signedOut";
  const alarming = state.kind === "conflict" || state.kind === "refused";
  const body = (
    <>
      <Icon aria-hidden className={cn("size-3.5 shrink-0", (state.kind === "saving" || state.kind === "waiting") && "animate-spin")} />
      {isKeptHere ? <span className="whitespace-nowrap sm:hidden">{words.split(",")[0]}</span> : null}
      <span className={cn("whitespace-nowrap tabular-nums", isKeptHere ? "hidden sm:inline" : !alarming && "hidden md:inline")}>
        {words}
      </span>
    </>
  );
  const className = cn(
    "inline-flex h-8 items-center gap-1.5 rounded-lg px-1.5 text-muted text-xs",
    alarming && "font-medium text-danger",
    isKeptHere && "text-warning",
  );
  return (
    <>
      {state.kind === "conflict" ? (
        <button type="button" className={cn(className, "hover:bg-danger/8")} onClick={onShowConflict}>
          {body}
        </button>
      ) : (
        <span className={className} title={state.kind === "refused" ? state.message : words}>
          {body}
        </span>
      )}
      <span aria-live="polite" className="sr-only">
        {state.kind === "saved" ? "Saved" : state.kind === "refused" ? `Not saved. ${state.message}` : words}
      </span>
    </>
  );
}
