"use client";

import { useLayoutEffect } from "react";

/**
 * Names the browser's tab after something that only the page knows: a name typed just now, a link that was looked up.
 * The page's own title can arrive later than the component and would win; so the name is kept until the component leaves.
 * A layout effect, because its cleanup runs before the next page's title is noticed.
 */
export function useTabTitle(title: string | undefined): void {
  useLayoutEffect(() => {
    if (!title) return;
    const wanted = `${title} · Duologue`;
    const keep = () => {
      if (document.title !== wanted) document.title = wanted;
    };
    keep();
    const observer = new MutationObserver(keep);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title]);
}
