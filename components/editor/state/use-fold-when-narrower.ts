"use client";

import { useLayoutEffect, useRef } from "react";
import { useEditorServices } from "./editor-context";

/**
 * A panel that stood beside the canvas would become a sheet over everything when the window grows narrower, also over a dialog
 * that is open: it is folded away instead, and comes back with the room. The panel of a running call stays.
 */
export function useFoldWhenNarrower(desk: boolean, wide: boolean): void {
  useFolded("inspectorOpen", desk);
  useFolded("callOpen", wide);
}

function useFolded(panel: "inspectorOpen" | "callOpen", hasRoom: boolean): void {
  const { store } = useEditorServices();
  const had = useRef(hasRoom);
  const isFolded = useRef(false);
  useLayoutEffect(() => {
    if (had.current === hasRoom) return;
    had.current = hasRoom;
    const { panels, callProgress, setPanels } = store.getState();
    if (!hasRoom) isFolded.current = panels[panel] && !(panel === "callOpen" && callProgress === "underWay");
    if (isFolded.current) setPanels({ [panel]: hasRoom });
  }, [store, panel, hasRoom]);
}
