import { type RefObject, useEffect, useRef, useState } from "react";
import { watchTheme } from "./lane-colours";

export type DrawCanvas = (context: CanvasRenderingContext2D, size: { width: number; height: number }, element: HTMLCanvasElement) => void;

/** A canvas in CSS pixels, sharp on every screen; drawn again with each render, and when its size or the theme changes. */
export function useCanvas(draw: DrawCanvas): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [, redraw] = useState(0);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const again = () => redraw((count) => count + 1);
    const sizes = new ResizeObserver(again);
    sizes.observe(element);
    const stopWatching = watchTheme(again);
    return () => {
      sizes.disconnect();
      stopWatching();
    };
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = element;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, { width, height }, element);
  });

  return canvas;
}
