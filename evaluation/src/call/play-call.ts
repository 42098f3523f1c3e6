/** One call from ringing to its end, in real time: a frame of four 20 ms packets every 80 ms, the agent heard as it comes. */
import { createFrameDecoder, createFrameEncoder } from "@duologue/engine/frame-codec";
import { rmsDb } from "@duologue/engine/meters";
import { AGENT_GATE, VoiceGate } from "@duologue/engine/voice-gate";
import {
  type AudioCodec,
  type CallState,
  type ChoicesFact,
  type EndReason,
  type ErrorCode,
  FRAME_MS,
  FRAME_SAMPLES,
  ProtocolError,
} from "@duologue/protocol";
import { type Caller, findChoice } from "../caller/caller";
import { EXPECTED_ENDS } from "../suite/schema";
import { type CallAddress, openCallSocket } from "./call-socket";

export interface CallClock {
  /** Calls back every `ms` without drift. Returns a stop function. */
  every(ms: number, callback: () => void): () => void;
  after(ms: number, callback: () => void): () => void;
}

export interface CallSettings {
  codec: AudioCodec;
  clock: CallClock;
  /** hung up at the latest after so many frames of the call */
  maxFrames: number;
  /** until the call is live, waiting in the engine's queue included */
  maxWaitMs: number;
  signal?: AbortSignal;
}

export interface PlayedCall {
  readonly reason: EndReason;
  readonly code: ErrorCode | null;
  /** buttons that were not on offer when they were to be pressed */
  readonly missedChoices: number;
}

/** Rejects with ProtocolError where the call does not come about, breaks off, or is stopped by `signal`. */
export async function playCall(address: CallAddress, caller: Caller, settings: CallSettings): Promise<PlayedCall> {
  const { codec, clock } = settings;
  const gate = new VoiceGate(AGENT_GATE);
  const decoder = createFrameDecoder(codec);
  const encoder = createFrameEncoder(codec);
  const heard = new Float32Array(FRAME_SAMPLES);
  let state: CallState = "created";
  let isVoiced = false;
  let offered: ChoicesFact["choices"] = [];
  let missedChoices = 0;
  let onLive = () => {};
  let stopTicking = () => {};
  let finish: (played: PlayedCall) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const over = new Promise<PlayedCall>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  over.catch(() => {});

  const socket = await openCallSocket(address, {
    onState(fact) {
      state = fact.state;
      if (state === "live") onLive();
    },
    onAudio({ packets }) {
      decoder.decode(packets, heard);
      isVoiced = gate.step(rmsDb(heard));
    },
    onChoices(fact) {
      offered = fact.choices;
    },
    onEnded: ({ reason, code }) => {
      if (isWhole(reason)) finish({ reason, code: code ?? null, missedChoices });
      else fail(new ProtocolError(code ?? "internal", `The call broke off (${reason}).`));
    },
    onLost: () => fail(new ProtocolError("engine_unavailable", "The engine closed the connection in the middle of a call.")),
  });
  const stop = () => fail(new ProtocolError("gone", "The run was stopped."));
  if (settings.signal?.aborted) stop();
  settings.signal?.addEventListener("abort", stop, { once: true });
  const stopWaiting = clock.after(settings.maxWaitMs, () => {
    if (state !== "live") fail(new ProtocolError("engine_overloaded", `The call was not answered within ${settings.maxWaitMs / 1_000} s.`));
  });

  try {
    const live = new Promise<void>((resolve) => {
      onLive = resolve;
    });
    await socket.start(codec);
    await Promise.race([live, over]);
    let frameIndex = 0;
    let isLeaving = false;
    const tick = () => {
      const out = caller.next({ frameIndex, agentVoiced: isVoiced });
      socket.sendFrame(codec, encoder.encode(out.samples));
      for (const wanted of out.choices) {
        const edgeId = findChoice(offered, wanted);
        if (edgeId === null) missedChoices += 1;
        else socket.choose(edgeId);
      }
      frameIndex += 1;
      if (isLeaving || !(out.hangUp || frameIndex >= settings.maxFrames)) return;
      isLeaving = true;
      socket.hangUp();
    };
    stopTicking = clock.every(FRAME_MS, tick);
    return await over;
  } finally {
    stopTicking();
    stopWaiting();
    settings.signal?.removeEventListener("abort", stop);
    // the engine is not to wait for a caller who will not come back
    if (settings.signal?.aborted) socket.hangUp();
    socket.close();
  }
}

/** It came to its end, whoever ended it; anything else tells of engine and machine, and nothing of the persona. */
function isWhole(reason: EndReason): boolean {
  return (EXPECTED_ENDS as readonly EndReason[]).includes(reason);
}
