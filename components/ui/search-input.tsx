"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "./class-names";
import { Input } from "./input";

const PAUSE_MS = 250;

/** A search box; `onSearch` is called when the typing pauses, and at once on Enter and on clearing. */
export function SearchInput({
  label,
  value,
  onSearch,
  className,
}: {
  label: string;
  /** what is being searched for now */
  value: string;
  onSearch: (text: string) => void;
  className?: string;
}) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(text: string, pauseMs: number) {
    clearTimeout(timer.current);
    if (pauseMs === 0) onSearch(text.trim());
    else timer.current = setTimeout(() => onSearch(text.trim()), pauseMs);
  }

  return (
    <div className={cn("relative", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        className="pl-9"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value, event.currentTarget.value === "" ? 0 : PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(typed, 0);
        }}
      />
    </div>
  );
}
