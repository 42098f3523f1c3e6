/**
 * One call after another between this page and an engine: microphone → packets → socket → packets → loudspeaker, and the facts
 * on the way as one view state. Knows nothing of React; everything that touches the browser comes in as `parts`.
 */
import type { CallTicketReply } from "@/lib/shared/calls";
import { CallRun } from "./call-run";
import { openCallSocket } from "./call-socket";
import { openEncoder, planCodec } from "./choose-codec";
import { isMicrophoneOpen } from "./is-microphone-open";
import { createLevelLanes, type LevelLanes } from "./level-lanes";
import { openMicrophone } from "./microphone";
import { openPlayer } from "./player";
import { type CallViewEvent, type CallViewState, initialCallView, isUnderWay, reduceCallView, type TalkMode } from "./view-state";
import { keepScreenAwake } from "./wake-lock";

export interface CallParts {
  openMicrophone: typeof openMicrophone;
  openPlayer: typeof openPlayer;
  planCodec: typeof planCodec;
  openEncoder: typeof openEncoder;
  openCallSocket: typeof openCallSocket;
  keepScreenAwake: typeof keepScreenAwake;
  /** monotonic */
  nowMs: () => number;
}
const browserParts: CallParts = {
  openMicrophone,
  openPlayer,
  planCodec,
  openEncoder,
  openCallSocket,
  keepScreenAwake,
  nowMs: () => performance.now(),
};

export interface CallDevices {
  microphoneId: string | null;
  speakerId: string | null;
}
export interface CallClient {
  getSnapshot: () => CallViewState;
  subscribe: (listener: () => void) => () => void;
  readonly levels: LevelLanes;
  /** Call it inside a click: browsers let sound begin only there. `requestTicket` may reject with ProtocolError. */
  start(requestTicket: () => Promise<CallTicketReply>, devices: CallDevices): Promise<void>;
  hangUp(): void;
  setMuted(muted: boolean): void;
  setMode(mode: TalkMode): void;
  /** push-to-talk: held or let go */
  setTalking(talking: boolean): void;
  choose(edgeId: string, via: "button" | "key"): void;
  setMicrophone(deviceId: string | null): Promise<void>;
  setSpeaker(deviceId: string | null): Promise<void>;
  /** Back to the state before a call. */
  reset(): void;
  /** Hangs up and lets everything go; the client can be used again. */
  release(): void;
}

export function createCallClient(parts: CallParts = browserParts): CallClient {
  let state = initialCallView;
  let run: CallRun | null = null;
  const listeners = new Set<() => void>();
  const levels = createLevelLanes();

  const dispatch = (event: CallViewEvent) => {
    const next = reduceCallView(state, event);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const gateIsOpen = () => isMicrophoneOpen(state);
  const setGate = () => run?.setGate(gateIsOpen());

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    levels,
    async start(requestTicket, devices) {
      if (isUnderWay(state.phase)) return;
      levels.clear();
      dispatch({ type: "asked" });
      run = new CallRun(parts, levels, devices, dispatch, () => state);
      await run.begin(requestTicket, gateIsOpen);
    },
    hangUp() {
      run?.hangUp();
    },
    setMuted(muted) {
      dispatch({ type: "muteSet", muted });
      setGate();
      run?.tellMuted();
    },
    setMode(mode) {
      dispatch({ type: "modeChosen", mode });
      setGate();
      run?.tellMuted();
    },
    setTalking(talking) {
      if (state.talking === talking) return;
      dispatch({ type: "talkSet", talking });
      setGate();
    },
    choose(edgeId, via) {
      run?.choose(edgeId, via);
    },
    async setMicrophone(deviceId) {
      await run?.changeMicrophone(deviceId, gateIsOpen);
    },
    async setSpeaker(deviceId) {
      await run?.changeSpeaker(deviceId);
    },
    reset() {
      if (!isUnderWay(state.phase)) dispatch({ type: "reset" });
    },
    release() {
      run?.abandon();
      run = null;
      dispatch({ type: "reset" });
    },
  };
}
