"use client";

import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./class-names";

export interface FileDropProps {
  /** what to do, in a few words */
  label: string;
  hint?: ReactNode;
  /** as of <input accept> */
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
  className?: string;
}

/** A place to drop one file, and a file chooser for everybody else; the whole area is the button. */
export function FileDrop({ label, hint, accept, disabled = false, onFile, className }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  }

  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center rounded-lg border border-line-strong border-dashed px-6 py-10 text-center transition-colors hover:bg-surface-raised has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        over && "border-accent bg-accent/5",
        disabled && "cursor-not-allowed opacity-60",
        className,
      )}
    >
      <Upload aria-hidden className="mb-3 size-5 text-muted" />
      <span className="font-medium text-sm">{label}</span>
      {hint ? <span className="mt-1 text-balance text-muted text-sm">{hint}</span> : null}
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
