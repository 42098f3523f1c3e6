/**
 * Keeps the stored persona up to date with the open one. Saves some time after the last change, once at a time, and only
 * what really differs: opening a persona, selecting and looking never save. Fails towards keeping the work: a shadow copy
 * stays on this computer until the studio has confirmed.
 */
import type { PersonaDocument } from "@duologue/persona";
import type { SaveOutcome, SaveState } from "./save-state";
import type { ShadowCopy } from "./shadow-copy";

export const SAVE_DELAY_MS = 600;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 30_000;

export interface AutosaveOptions {
  revision: number;
  getDocument: () => PersonaDocument;
  /** leaving: the page goes away, so the request must outlive it */
  save: (document: PersonaDocument, baseRevision: number, leaving: boolean) => Promise<SaveOutcome>;
  shadow: Pick<ShadowCopy, "write" | "clear">;
  nowMs?: () => number;
  readOnly: boolean;
}

export interface Autosave {
  getState: () => SaveState;
  subscribe: (listener: () => void) => () => void;
  getRevision: () => number;
  /** call after every change of the document */
  changed: () => void;
  /** save now, if there is anything to save */
  flush: () => Promise<void>;
  /** the page is going away */
  flushOnLeave: () => void;
  /** after a conflict: save over what the other person saved */
  overwrite: () => Promise<void>;
  /** after a conflict: forget what is here; the caller reloads the page */
  abandon: () => void;
  start: () => void;
  stop: () => void;
}

export function createAutosave(options: AutosaveOptions): Autosave {
  const nowMs = options.nowMs ?? Date.now;
  const listeners = new Set<() => void>();
  let saved = options.getDocument();
  let revision = options.revision;
  let state: SaveState = { kind: "saved", atMs: null };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let inFlight: Promise<void> | null = null;
  let failures = 0;
  let stopped = false;

  const setState = (next: SaveState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  /** nothing is sent before a person has done something about it */
  const isHeld = () => state.kind === "conflict" || state.kind === "signedOut";
  const dirty = () => options.getDocument() !== saved;
  const schedule = (delayMs: number) => {
    if (timer) clearTimeout(timer);
    timer = stopped ? null : setTimeout(() => void flush(), delayMs);
  };
  const cancel = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };

  function changed() {
    if (options.readOnly || stopped) return;
    if (!dirty() && !inFlight) {
      cancel();
      options.shadow.clear();
      if (!isHeld()) setState({ kind: "saved", atMs: state.kind === "saved" ? state.atMs : nowMs() });
      return;
    }
    options.shadow.write(options.getDocument(), revision);
    if (isHeld()) return;
    if (state.kind !== "offline" && state.kind !== "waiting") setState({ kind: "waiting" });
    // offline: the next try is already set, and comes no sooner for typing on
    if (state.kind !== "offline") schedule(SAVE_DELAY_MS);
  }

  async function flush(): Promise<void> {
    if (inFlight) return inFlight.then(() => flush());
    if (options.readOnly || stopped || !dirty() || isHeld()) return;
    cancel();
    inFlight = attempt(false).finally(() => {
      inFlight = null;
    });
    await inFlight;
  }

  async function attempt(leaving: boolean): Promise<void> {
    const sent = options.getDocument();
    const offlineBefore = state.kind === "offline";
    if (!offlineBefore) setState({ kind: "saving" });
    const outcome = await options.save(sent, revision, leaving);
    if (outcome.kind === "saved") {
      saved = sent;
      revision = outcome.revision;
      failures = 0;
      if (stopped && !dirty()) options.shadow.clear();
    }
    if (stopped) return;
    switch (outcome.kind) {
      case "saved":
        if (dirty()) {
          options.shadow.write(options.getDocument(), revision);
          setState({ kind: "waiting" });
          schedule(SAVE_DELAY_MS);
        } else {
          options.shadow.clear();
          setState({ kind: "saved", atMs: nowMs() });
        }
        return;
      case "conflict":
        setState({ kind: "conflict", theirRevision: outcome.theirRevision });
        return;
      case "signedOut":
        setState({ kind: "signedOut" });
        return;
      case "unreachable":
        setState({ kind: "offline" });
        schedule(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures++));
        return;
      case "refused":
        setState({ kind: "refused", message: outcome.message });
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getRevision: () => revision,
    changed,
    flush,
    flushOnLeave() {
      if (options.readOnly || stopped || inFlight || !dirty() || isHeld()) return;
      cancel();
      options.shadow.write(options.getDocument(), revision);
      inFlight = attempt(true).finally(() => {
        inFlight = null;
      });
    },
    async overwrite() {
      if (state.kind !== "conflict") return;
      if (state.theirRevision !== null) revision = state.theirRevision;
      setState({ kind: "waiting" });
      await flush();
    },
    abandon() {
      cancel();
      stopped = true;
      options.shadow.clear();
    },
    start() {
      stopped = false;
      if (dirty()) changed();
    },
    stop() {
      cancel();
      stopped = true;
    },
  };
}
