/** The colours of the two sides of a call as the theme has them now, for canvases. */
export interface LaneColours {
  agent: string;
  caller: string;
  overlap: string;
  line: string;
  foreground: string;
  muted: string;
}

export function readLaneColours(element: Element): LaneColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    agent: colour("--agent"),
    caller: colour("--caller"),
    overlap: colour("--overlap"),
    line: colour("--line"),
    foreground: colour("--foreground"),
    muted: colour("--muted"),
  };
}

/** Calls back when the theme changes. Returns the way to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}
