/**
 * Plays the stereo recording with a volume for each lane: an <audio> element (so that seeking streams and pitch is kept at
 * other speeds) through a splitter, both lanes to both ears. No React.
 */

export type Lane = "caller" | "agent";
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export interface PlayerState {
  playing: boolean;
  waiting: boolean;
  speed: number;
  muted: Record<Lane, boolean>;
  solo: Lane | null;
  durationMs: number | null;
  error: string | null;
}
export interface LanePlayer {
  getSnapshot: () => PlayerState;
  subscribe: (listener: () => void) => () => void;
  /** where playback is, moving between events */
  timeMs: () => number;
  toggle: () => void;
  seek: (toMs: number) => void;
  setSpeed: (speed: number) => void;
  setMuted: (lane: Lane, muted: boolean) => void;
  setSolo: (lane: Lane | null) => void;
  close: () => void;
}

/** 1 where a lane is to be heard. A solo outranks mutes. */
export function laneGain(state: Pick<PlayerState, "muted" | "solo">, lane: Lane): number {
  if (state.solo) return state.solo === lane ? 1 : 0;
  return state.muted[lane] ? 0 : 1;
}

export function createLanePlayer(url: string): LanePlayer {
  const element = new Audio();
  element.preload = "metadata";
  element.preservesPitch = true;
  element.src = url;
  let state: PlayerState = {
    playing: false,
    waiting: false,
    speed: 1,
    muted: { caller: false, agent: false },
    solo: null,
    durationMs: null,
    error: null,
  };
  const listeners = new Set<() => void>();
  let graph: { context: AudioContext; gains: Record<Lane, GainNode> } | null = null;

  const change = (part: Partial<PlayerState>) => {
    state = { ...state, ...part };
    for (const lane of ["caller", "agent"] as const) {
      graph?.gains[lane].gain.setTargetAtTime(laneGain(state, lane), graph.context.currentTime, 0.01);
    }
    for (const listener of listeners) listener();
  };
  const events: Record<string, () => void> = {
    play: () => change({ playing: true }),
    pause: () => change({ playing: false, waiting: false }),
    ended: () => change({ playing: false }),
    waiting: () => change({ waiting: true }),
    playing: () => change({ waiting: false }),
    seeked: () => change({}),
    loadedmetadata: () => change({ durationMs: Number.isFinite(element.duration) ? element.duration * 1_000 : null }),
    error: () => change({ playing: false, error: "The recording could not be played. Reload the page, or download it." }),
  };
  for (const [name, handler] of Object.entries(events)) element.addEventListener(name, handler);

  /** On the first press of play: browsers let sound begin only there. */
  function openGraph() {
    if (graph) return;
    const context = new AudioContext();
    const splitter = context.createChannelSplitter(2);
    context.createMediaElementSource(element).connect(splitter);
    const gains = { caller: context.createGain(), agent: context.createGain() };
    splitter.connect(gains.caller, 0).connect(context.destination);
    splitter.connect(gains.agent, 1).connect(context.destination);
    graph = { context, gains };
    change({});
  }

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    timeMs: () => element.currentTime * 1_000,
    toggle() {
      if (!element.paused) return element.pause();
      openGraph();
      void graph?.context.resume();
      element.play().catch(() => events.error?.());
    },
    seek(toMs) {
      element.currentTime = Math.max(0, toMs) / 1_000;
      change({});
    },
    setSpeed(speed) {
      element.playbackRate = speed;
      change({ speed });
    },
    setMuted: (lane, muted) => change({ muted: { ...state.muted, [lane]: muted } }),
    setSolo: (solo) => change({ solo }),
    close() {
      for (const [name, handler] of Object.entries(events)) element.removeEventListener(name, handler);
      element.pause();
      element.removeAttribute("src");
      element.load();
      void graph?.context.close();
      listeners.clear();
    },
  };
}
