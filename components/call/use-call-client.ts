"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type CallClient, createCallClient } from "@/lib/client/call/call-client";
import type { CallViewState } from "@/lib/client/call/view-state";

/** One call client for as long as the component stands; leaving the page ends the call and frees the microphone. */
export function useCallClient(): { client: CallClient; view: CallViewState } {
  const [client] = useState(() => createCallClient());
  const view = useSyncExternalStore(client.subscribe, client.getSnapshot, client.getSnapshot);

  useEffect(() => {
    const release = () => client.release();
    window.addEventListener("pagehide", release);
    return () => {
      window.removeEventListener("pagehide", release);
      release();
    };
  }, [client]);

  return { client, view };
}
