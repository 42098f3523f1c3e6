"use client";

import { useLayoutEffect, useRef } from "react";
import { useEditorServices } from "./editor-context";

/**
 * A panel that stood beside the canvas would become a sheet over everything when the window grows narrower, also over a dialog
 * that is open: it is folded away instead. The panel of a running call stays.
 */
export function useFoldWhenNarrower(desk: boolean, wide: boolean): void {
  const { store } = useEditorServices();
  const before = useRef({ desk, wide });
  useLayoutEffect(() => {
    const { callProgress, setPanels } = store.getState();
    if (before.current.desk && !desk) setPanels({ inspectorOpen: false });
    if (before.current.wide && !wide && callProgress !== "underWay") setPanels({ callOpen: false });
    before.current = { desk, wide };
  }, [store, desk, wide]);
}
