"use client";

import { PencilLine } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useEditor } from "../state/editor-context";

/** The persona's name; a click makes it a field. Enter or leaving keeps it, Escape drops it; an empty name is not kept. */
export function NameField() {
  const name = useEditor((state) => state.document.meta.name);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  function keep(value: string | null) {
    const next = value?.trim() ?? "";
    setDraft(null);
    if (next && next !== name) edit((document) => ({ ...document, meta: { ...document.meta, name: next } }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") keep(draft);
    else setDraft(null);
    requestAnimationFrame(() => button.current?.focus());
  }

  if (draft !== null) {
    return (
      <input
        aria-label="Name of the persona"
        value={draft}
        maxLength={120}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => keep(draft)}
        onKeyDown={onKeyDown}
        className="h-9 w-72 min-w-0 rounded-lg border border-accent bg-surface px-2 font-semibold text-sm"
      />
    );
  }
  if (readOnly) return <h1 className="min-w-0 truncate px-2 font-semibold text-sm">{name}</h1>;
  return (
    <h1 className="min-w-0">
      <button
        ref={button}
        type="button"
        title="Rename"
        aria-label={`${name}, rename`}
        onClick={() => setDraft(name)}
        className="group flex h-9 max-w-full items-center gap-2 rounded-lg px-2 font-semibold text-sm hover:bg-surface-raised"
      >
        <span className="truncate">{name}</span>
        <PencilLine
          aria-hidden
          className="size-3.5 shrink-0 text-muted opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      </button>
    </h1>
  );
}
