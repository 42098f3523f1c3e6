/** A studio in memory, for tests and for measuring: it knows the specs it is given and keeps what engines tell it. */
import { readFile } from "node:fs/promises";
import { type CallFacts, type CallSpec, type EngineHeartbeat, type HeartbeatReply, ProtocolError } from "@duologue/protocol";
import type { StudioApi } from "../call/ports";

/** As the real one has it: later nobody needs the spec, unless a ticket is used twice. */
const BEFORE_PRIMING = new Set(["created", "connecting", "queued"]);

export interface MemoryStudio extends StudioApi {
  readonly specs: Map<string, CallSpec>;
  readonly voices: Map<string, Float32Array>;
  readonly facts: Map<string, CallFacts[]>;
  readonly recordings: Map<string, Uint8Array>;
  readonly timelines: Map<string, string>;
  readonly beats: EngineHeartbeat[];
  /** what the next heartbeat's reply orders */
  orders: HeartbeatReply["endCalls"];
  /** while true, every request fails as if the studio were down */
  down: boolean;
}

export function createMemoryStudio(): MemoryStudio {
  const studio: MemoryStudio = {
    specs: new Map(),
    voices: new Map(),
    facts: new Map(),
    recordings: new Map(),
    timelines: new Map(),
    beats: [],
    orders: [],
    down: false,
    async heartbeat(beat) {
      refuseWhenDown();
      studio.beats.push(beat);
      const endCalls = studio.orders;
      studio.orders = [];
      return { ok: true, endCalls };
    },
    async fetchSpec(callId) {
      refuseWhenDown();
      const spec = studio.specs.get(callId);
      if (!spec) throw new ProtocolError("not_found");
      const states = (studio.facts.get(callId) ?? []).map((facts) => facts.state);
      if (states.includes("ended")) throw new ProtocolError("gone");
      if (states.some((state) => !BEFORE_PRIMING.has(state))) throw new ProtocolError("ticket_used");
      return spec;
    },
    async fetchVoice(voiceId) {
      refuseWhenDown();
      const voice = studio.voices.get(voiceId);
      if (!voice) throw new ProtocolError("not_found");
      return voice;
    },
    async postFacts(callId, facts) {
      refuseWhenDown();
      studio.facts.set(callId, [...(studio.facts.get(callId) ?? []), facts]);
    },
    async uploadRecording(callId, filePath) {
      refuseWhenDown();
      studio.recordings.set(callId, await readFile(filePath));
    },
    async uploadTimeline(callId, filePath) {
      refuseWhenDown();
      studio.timelines.set(callId, await readFile(filePath, "utf8"));
    },
  };
  function refuseWhenDown(): void {
    if (studio.down) throw new ProtocolError("engine_unavailable", "The studio could not be reached by its engine.");
  }
  return studio;
}
