"use client";

import { useEffect } from "react";

/** Names the browser's tab after what the page has learnt since it was rendered; undefined leaves the title as it is. */
export function useTabTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Duologue`;
  }, [title]);
}
