"use client";

import { useEffect, useRef } from "react";
import type { LevelLanes } from "@/lib/client/call/level-lanes";
import { readLaneColours, watchTheme } from "@/lib/client/lane-colours";
import { drawLanes } from "./lane-drawing";

/** Two scrolling level lanes; drawn outside React. `running` false: the picture stands still. */
export function LevelLanesCanvas({ levels, running, label }: { levels: LevelLanes; running: boolean; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    let colours = readLaneColours(element);
    const stopWatching = watchTheme(() => {
      colours = readLaneColours(element);
    });
    let request = 0;
    const draw = () => {
      const ratio = window.devicePixelRatio || 1;
      const { clientWidth: width, clientHeight: height } = element;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawLanes(context, width, height, levels, colours, performance.now());
      if (running) request = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(request);
      stopWatching();
    };
  }, [levels, running]);

  return <canvas ref={canvas} role="img" aria-label={label} className="block h-full w-full" />;
}
