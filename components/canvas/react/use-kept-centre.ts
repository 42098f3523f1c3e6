"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useCanvasView } from "./use-canvas-view";

/** a panel that opens or closes changes the width by more than this at once; one that is dragged does not */
const PANEL_PX = 160;

/**
 * Keeps what is in the middle of the canvas there when a panel beside it opens, closes or is dragged wider. Where every card
 * was seen before a panel opened or closed, every card is seen after it.
 */
export function useKeptCentre() {
  const flow = useReactFlow();
  const view = useCanvasView();
  const widthPx = useStore((state) => state.width);
  const before = useRef(0);
  useEffect(() => {
    const changePx = before.current > 0 && widthPx > 0 ? widthPx - before.current : 0;
    before.current = widthPx;
    if (changePx === 0) return;
    if (Math.abs(changePx) > PANEL_PX && view.sawAllAcross(widthPx - changePx)) return view.fit(0);
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + changePx / 2, y, zoom });
  }, [flow, view, widthPx]);
}
