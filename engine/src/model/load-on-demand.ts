/** A speaker that is offered beside the engine's own: its weights are read when the first call asks for it, and kept. */
import { ProtocolError, type SpeakerInfo } from "@duologue/protocol";
import type { SpeechModel } from "../call/ports";

export interface OnDemandOptions {
  /** what is known before the weights are read */
  info: SpeakerInfo;
  /** calls at once */
  capacity: number;
  load: () => Promise<SpeechModel>;
  /** reading failed; the next call tries again */
  onLoadFailed: (error: unknown) => void;
}

/** For speakers on the processor: an accelerator that fails would have to be told of. `open` rejects with `model_unavailable` where the weights cannot be read. */
export function loadOnDemand({ info, capacity, load, onLoadFailed }: OnDemandOptions): SpeechModel {
  let loading: Promise<SpeechModel> | null = null;
  let loaded: SpeechModel | null = null;
  let isClosed = false;

  function model(): Promise<SpeechModel> {
    loading ??= load().then(
      (read) => {
        loaded = read;
        return read;
      },
      (error: unknown) => {
        loading = null;
        onLoadFailed(error);
        throw new ProtocolError("model_unavailable");
      },
    );
    return loading;
  }

  return {
    get info() {
      return loaded ? { ...loaded.info, model: info.model } : info;
    },
    capacity,
    async open(spec) {
      if (isClosed) throw new ProtocolError("engine_draining");
      return (await model()).open(spec);
    },
    async countTokens(texts) {
      return (await model()).countTokens(texts);
    },
    async close() {
      isClosed = true;
      await (await loading?.catch(() => null))?.close();
    },
  };
}
