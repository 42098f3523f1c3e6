import { type AudioCodec, FRAME_MS, ProtocolError } from "@duologue/protocol";
import type { CallFiles } from "./call-files";
import type { CallEnd } from "./call-machine";
import type { CallServices } from "./call-services";
import type { CallSink } from "./call-sink";
import { LiveCall } from "./live-call";
import type { SpeechSession } from "./ports";
import type { PreparedSpec } from "./prepare-spec";

export const PRIMING_STALL_MS = 60_000;

export interface LiveCallOrder {
  services: CallServices;
  prepared: PreparedSpec;
  files: CallFiles;
  codec: () => AudioCodec;
  maxCallSeconds: number;
  sink: () => CallSink | null;
  end: (end: CallEnd) => void;
  /** false once the call has ended meanwhile */
  isWanted: () => boolean;
  onProgress: (done: number, total: number) => void;
}

/**
 * Opens and primes a session and everything around it. Null where the call ended meanwhile; nothing stays open then. A speaker that fails before it
 * talks rejects with `model_failed`, as one that fails later ends the call.
 */
export async function openLiveCall(order: LiveCallOrder): Promise<{ live: LiveCall; close: () => void } | null> {
  const { services, prepared, files } = order;
  const session = await ofSpeaker(order, services.model.open(prepared.session));
  const detector = services.vad.open();
  const close = () => {
    session.close();
    detector.close();
  };
  try {
    if (order.isWanted()) await ofSpeaker(order, primeWatched(order, session));
    const recorder = order.isWanted() ? await files.openRecorder() : null;
    if (!order.isWanted()) {
      close();
      return null;
    }
    const live = new LiveCall({
      callId: prepared.spec.callId,
      logger: services.logger,
      clock: services.clock,
      session,
      detector,
      director: services.createDirector(prepared.session.program),
      recorder,
      codec: order.codec(),
      maxFrames: Math.floor((order.maxCallSeconds * 1_000) / FRAME_MS),
      idleFrames: Math.ceil(services.options.idleMs / FRAME_MS),
      sink: order.sink,
      write: (draft) => {
        if (draft.kind === "dropped") services.onDropped(draft.why, draft.frames);
        files.write(draft);
      },
      end: order.end,
      onStep: services.onStep,
      onCheckpoint: (counters) => files.checkpoint(counters),
    });
    return { live, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Rejects where a speaker that prepares a call is not heard of for PRIMING_STALL_MS: nobody should wait for it any longer. */
function primeWatched({ services: { clock }, onProgress }: LiveCallOrder, session: SpeechSession): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const watch = () => {
      stop();
      stop = clock.after(PRIMING_STALL_MS, () =>
        reject(new Error(`Expected progress within ${PRIMING_STALL_MS / 1_000} s, received none.`)),
      );
    };
    watch();
    session
      .prime((done, total) => {
        watch();
        onProgress(done, total);
      })
      .then(resolve, reject)
      .finally(() => stop());
  });
}

/** A speaker's refusals have codes of their own; anything else is a fault of its, told to whoever looks after the engine. */
async function ofSpeaker<T>({ services, prepared }: LiveCallOrder, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    services.logger.error({ callId: prepared.spec.callId, err: error }, "The speaker failed before the call was live");
    throw new ProtocolError("model_failed");
  }
}
