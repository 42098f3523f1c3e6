"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";

/** Keeps what is in the middle of the canvas there when a panel beside it opens, closes or is dragged wider. */
export function useKeptCentre() {
  const flow = useReactFlow();
  const widthPx = useStore((state) => state.width);
  const before = useRef(0);
  useEffect(() => {
    const changePx = before.current > 0 && widthPx > 0 ? widthPx - before.current : 0;
    before.current = widthPx;
    if (changePx === 0) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + changePx / 2, y, zoom });
  }, [flow, widthPx]);
}
