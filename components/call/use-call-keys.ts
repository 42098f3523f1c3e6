"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { CallClient } from "@/lib/client/call/call-client";
import type { CallViewState } from "@/lib/client/call/view-state";

export interface CallKeys {
  client: CallClient;
  view: CallViewState;
  onHangUpAsked: () => void;
  /** the call's own element: it may stand in a dialog (a sheet on phones) */
  root: RefObject<HTMLElement | null>;
}

/** Typing goes to the field, and an open dialog or menu has its own keys. */
function isTaken(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable=true], [role=listbox], [role=menu]")) return true;
  const dialog = target.closest("[role=dialog], [role=alertdialog]");
  return dialog !== null && !dialog.contains(root);
}

/** Folded away: then the keys belong to what is seen. */
const isFolded = (root: HTMLElement | null) => root !== null && root.getClientRects().length === 0;

/** While a call is live and seen: hold Space to talk (push-to-talk) or M mute, Escape hang up (asks first), 1–9 choose. */
export function useCallKeys({ client, view, onHangUpAsked, root }: CallKeys): void {
  const latest = useRef({ view, onHangUpAsked });
  latest.current = { view, onHangUpAsked };
  const live = view.phase === "live";

  useEffect(() => {
    if (!live) return;
    const take = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const onDown = (event: KeyboardEvent) => {
      const { view: now } = latest.current;
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target, root.current) || isFolded(root.current)) return;
      if (event.code === "Space" && now.mode === "pushToTalk") {
        take(event);
        client.setTalking(true);
      } else if (event.key === "Escape" && !event.repeat) {
        take(event);
        latest.current.onHangUpAsked();
      } else if (event.key.toLowerCase() === "m" && now.mode === "open" && !event.shiftKey && !event.repeat) {
        take(event);
        client.setMuted(!now.muted);
      } else {
        const choice = now.choices.find((one) => one.key === event.key);
        if (!choice || event.repeat) return;
        take(event);
        client.choose(choice.edgeId, "key");
      }
    };
    const onUp = (event: KeyboardEvent) => {
      if (event.code !== "Space" || latest.current.view.mode !== "pushToTalk") return;
      if (!isTaken(event.target, root.current) && !isFolded(root.current)) take(event);
      client.setTalking(false);
    };
    const letGo = () => client.setTalking(false);
    window.addEventListener("keydown", onDown, { capture: true });
    window.addEventListener("keyup", onUp, { capture: true });
    window.addEventListener("blur", letGo);
    return () => {
      window.removeEventListener("keydown", onDown, { capture: true });
      window.removeEventListener("keyup", onUp, { capture: true });
      window.removeEventListener("blur", letGo);
    };
  }, [live, client, root]);
}
