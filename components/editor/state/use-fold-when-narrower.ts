"use client";

import { useLayoutEffect, useRef } from "react";
import { useEditorServices } from "./editor-context";

/**
 * A panel that stood beside the canvas would become a sheet over everything when the window grows narrower: the inspector is
 * folded away instead, and comes back with the room. The call panel stays, since somebody is about to call or has just called;
 * it folds only where a dialog is open that it would cover, and never in a running call.
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
    const stays = panel === "callOpen" && (callProgress === "underWay" || !isDialogOpen());
    if (!hasRoom) isFolded.current = panels[panel] && !stays;
    if (isFolded.current) setPanels({ [panel]: hasRoom });
  }, [store, panel, hasRoom]);
}

/** Another one than the call panel, which is a dialog itself where it is a sheet. */
const isDialogOpen = () => document.querySelector('[role="dialog"]:not([data-own-keys]), [role="alertdialog"]') !== null;
