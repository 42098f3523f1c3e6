import {
  type CallStarted,
  decodeAudioMessage,
  encodeAudioMessage,
  type MetricsFact,
  ProtocolError,
  type SpeakerInfo,
} from "@duologue/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallTicketReply } from "@/lib/shared/calls";
import { type CallParts, createCallClient } from "./call-client";
import type { CallSocket, CallSocketHandlers } from "./call-socket";
import type { MicrophoneOptions } from "./microphone";
import type { PlayerReport } from "./player";

const speaker: SpeakerInfo = { kind: "fake", title: "Fake", description: "", model: "", weightsSha256: null, device: "cpu" };
const ticket: CallTicketReply = { callId: "c1", ticket: "t", engineUrl: "http://engine", maxCallSeconds: 60, speaker };
const started = (state: CallStarted["state"], nextSeq = 0): CallStarted => ({
  callId: "c1",
  resumeKey: "key",
  codec: "pcm16",
  speaker,
  state,
  maxCallSeconds: 60,
  nextSeq,
});
const metrics: Omit<MetricsFact, "frameIndex"> = {
  stepMsP50: 5,
  stepMsP99: 9,
  bufferedFrames: 1,
  droppedFrames: 0,
  missingFrames: 0,
  callerDb: -40,
  agentDb: -20,
};

/** Every outside thing of a call, held in the test's hand. */
function fakeBrowser() {
  const fake = {
    nowMs: 0,
    handlers: null as CallSocketHandlers | null,
    connected: true,
    orders: [] as string[],
    mutes: [] as boolean[],
    answers: [started("live")] as (CallStarted | ProtocolError)[],
    sent: [] as { seq: number; count: number }[],
    microphones: [] as { options: MicrophoneOptions; gate: boolean; closed: boolean }[],
    microphoneError: null as Error | null,
    onReport: null as ((report: PlayerReport) => void) | null,
    played: [] as number[],
    playerClosed: 0,
    encodersClosed: 0,
    awake: 0,
  };
  const socket: CallSocket = {
    order: (event, payload) => {
      fake.orders.push(event);
      if (event === "call:mute") fake.mutes.push((payload as { muted: boolean }).muted);
      if (event !== "call:start") return Promise.resolve(event === "clock:ping" ? { engineAtMs: 0 } : null) as never;
      const answer = fake.answers.length > 1 ? fake.answers.shift() : fake.answers[0];
      return (answer instanceof ProtocolError ? Promise.reject(answer) : Promise.resolve(answer)) as never;
    },
    sendAudio: (message) => {
      const { seq, packets } = decodeAudioMessage(message);
      fake.sent.push({ seq, count: packets.length });
    },
    remember: () => undefined,
    get connected() {
      return fake.connected;
    },
    backlogBytes: 0,
    close: () => {
      fake.connected = false;
    },
  };
  const parts: CallParts = {
    openMicrophone: async (options) => {
      if (fake.microphoneError) throw fake.microphoneError;
      const microphone = { options, gate: true, closed: false };
      fake.microphones.push(microphone);
      return {
        deviceId: options.deviceId,
        setGate: (open) => {
          microphone.gate = open;
        },
        close: () => {
          microphone.closed = true;
        },
      };
    },
    openPlayer: async (onReport) => {
      fake.onReport = onReport;
      return {
        open: async () => undefined,
        play: (message) => fake.played.push(message.seq),
        setSpeaker: async () => undefined,
        finish: () => undefined,
        close: () => {
          fake.playerClosed++;
        },
      };
    },
    planCodec: async () => ({ codec: "pcm16", encoder: "browser", decoder: "browser" }),
    openEncoder: async (codec, _plan, onPacket) => ({
      codec,
      encode: (samples) => onPacket(new Uint8Array(samples.length * 2)),
      close: () => {
        fake.encodersClosed++;
      },
    }),
    openCallSocket: (_url, _ticket, handlers) => {
      fake.handlers = handlers;
      return socket;
    },
    keepScreenAwake: () => {
      fake.awake++;
      return () => {
        fake.awake--;
      };
    },
    nowMs: () => fake.nowMs,
  };
  const report = (heardFrameIndex: number, drained = false): PlayerReport => ({
    heardFrameIndex,
    bufferedMs: 80,
    marginMs: 60,
    underruns: 0,
    skippedMs: 0,
    db: -30,
    drained,
  });
  const speak = (count: number) => {
    for (let k = 0; k < count; k++) fake.microphones.at(-1)?.options.onPacket(new Float32Array(480), -20);
  };
  return { fake, parts, report, speak };
}

const devices = { microphoneId: null, speakerId: null };

async function liveCall(setUp: (fake: ReturnType<typeof fakeBrowser>["fake"]) => void = () => undefined) {
  const browser = fakeBrowser();
  setUp(browser.fake);
  const client = createCallClient(browser.parts);
  await client.start(async () => ticket, devices);
  browser.fake.handlers?.onOpen();
  await vi.waitFor(() => expect(client.getSnapshot().phase).toBe("live"));
  return { ...browser, client };
}

describe("createCallClient", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends the caller's packets numbered from where the engine says, only while live", async () => {
    const { fake, parts, speak } = fakeBrowser();
    fake.answers = [started("priming")];
    const client = createCallClient(parts);
    await client.start(async () => ticket, devices);
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(client.getSnapshot().phase).toBe("priming"));
    speak(2);
    expect(fake.sent).toEqual([]);
    fake.handlers?.facts["call:state"]({ state: "live", frameIndex: 0 });
    speak(3);
    expect(fake.sent).toEqual([
      { seq: 0, count: 1 },
      { seq: 1, count: 1 },
      { seq: 2, count: 1 },
    ]);
    fake.handlers?.facts["call:state"]({ state: "ending", frameIndex: 5 });
    speak(2);
    expect(fake.sent).toHaveLength(3);
    expect(client.getSnapshot().phase).toBe("ending");
  });

  it("shows words and nodes when they are heard, not when they arrive", async () => {
    const { fake, client, report } = await liveCall();
    fake.handlers?.facts["director:acted"]({ frameIndex: 3, event: { kind: "node", nodeId: "n1", edgeId: null } });
    fake.handlers?.facts["text:agent"]({ frameIndex: 5, text: "Hello", nodeId: "n1" });
    fake.onReport?.(report(2));
    expect(client.getSnapshot().lines).toEqual([]);
    fake.onReport?.(report(3));
    expect(client.getSnapshot().activeNodeId).toBe("n1");
    fake.onReport?.(report(5));
    expect(client.getSnapshot().lines.map((line) => line.kind)).toEqual(["node", "words"]);
    const say = { kind: "command", commandId: "say-1", verb: "say", status: "applied", nodeId: "n1" } as const;
    fake.handlers?.facts["director:acted"]({ frameIndex: 6, event: say });
    fake.handlers?.facts["text:agent"]({ frameIndex: 6, text: " Good morning", nodeId: "n1" });
    fake.handlers?.facts["director:acted"]({ frameIndex: 9, event: { ...say, status: "completed" } });
    fake.onReport?.(report(6));
    expect(client.getSnapshot().lines.at(-1)).toMatchObject({ text: "Good morning", sayId: "say-1" });
    expect(client.getSnapshot().sayId).toBe("say-1");
    fake.onReport?.(report(9));
    expect(client.getSnapshot().sayId).toBeNull();
  });

  it("shows words without their sound when the sound is two seconds behind", async () => {
    const { fake, client } = await liveCall();
    fake.handlers?.facts["text:agent"]({ frameIndex: 5, text: "Hello", nodeId: null });
    fake.handlers?.facts["metrics:sampled"]({ ...metrics, frameIndex: 29 });
    expect(client.getSnapshot().lines).toHaveLength(0);
    fake.handlers?.facts["metrics:sampled"]({ ...metrics, frameIndex: 30 });
    expect(client.getSnapshot().lines).toHaveLength(1);
  });

  it("plays what arrives", async () => {
    const { fake } = await liveCall();
    const packets = Array.from({ length: 4 }, () => new Uint8Array(960));
    fake.handlers?.facts["audio:agent"](encodeAudioMessage({ codec: "pcm16", seq: 12, packets }));
    expect(fake.played).toEqual([12]);
  });

  it("closes the gate by mute and by push-to-talk", async () => {
    const { fake, client } = await liveCall();
    const microphone = fake.microphones[0];
    client.setMuted(true);
    expect([microphone?.gate, fake.orders.includes("call:mute")]).toEqual([false, true]);
    client.setMuted(false);
    expect(microphone?.gate).toBe(true);
    client.setMode("pushToTalk");
    expect(microphone?.gate).toBe(false);
    client.setTalking(true);
    expect(microphone?.gate).toBe(true);
    client.setTalking(false);
    expect(microphone?.gate).toBe(false);
  });

  it("opens the microphone by push-to-talk whatever mute was before, and gives mute back after it", async () => {
    const { fake, client } = await liveCall();
    const microphone = fake.microphones[0];
    client.setMuted(true);
    client.setMode("pushToTalk");
    expect([microphone?.gate, fake.mutes]).toEqual([false, [true, false]]);
    client.setTalking(true);
    expect(microphone?.gate).toBe(true);
    client.setTalking(false);
    client.setMode("open");
    expect([microphone?.gate, fake.mutes, client.getSnapshot().muted]).toEqual([false, [true, false, true], true]);
    client.setMuted(false);
    expect([microphone?.gate, fake.mutes.at(-1)]).toEqual([true, false]);
  });

  it("tells the engine of a mute that was changed while the connection was lost", async () => {
    const { fake, client } = await liveCall();
    client.setMuted(true);
    fake.connected = false;
    fake.handlers?.onLost(15_000);
    client.setMuted(false);
    expect(fake.mutes).toEqual([true]);
    fake.connected = true;
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(fake.mutes).toEqual([true, false]));
  });

  it("calls the line weak after two seconds without a word from the engine, and well again at the next", async () => {
    const { fake, client } = await liveCall();
    fake.nowMs = 10_000;
    fake.handlers?.onHeard();
    fake.nowMs = 11_900;
    vi.advanceTimersByTime(500);
    expect(client.getSnapshot().lineWeak).toBe(false);
    fake.nowMs = 12_400;
    vi.advanceTimersByTime(500);
    expect(client.getSnapshot()).toMatchObject({ phase: "live", lineWeak: true, reconnectUntilMs: null });
    fake.handlers?.onHeard();
    expect(client.getSnapshot().lineWeak).toBe(false);
  });

  it("says that the connection is lost, not that it is weak, once the socket knows", async () => {
    const { fake, client } = await liveCall();
    fake.nowMs = 5_000;
    vi.advanceTimersByTime(500);
    expect(client.getSnapshot().lineWeak).toBe(true);
    fake.connected = false;
    fake.handlers?.onLost(20_000);
    vi.advanceTimersByTime(500);
    expect(client.getSnapshot()).toMatchObject({ lineWeak: false, reconnectUntilMs: 20_000 });
  });

  it("goes on after a drop from the number the engine expects", async () => {
    const { fake, speak, client } = await liveCall();
    speak(2);
    fake.connected = false;
    fake.handlers?.onLost(15_000);
    speak(3);
    expect(client.getSnapshot().reconnectUntilMs).toBe(15_000);
    fake.connected = true;
    fake.answers = [started("live", 40)];
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(client.getSnapshot().reconnectUntilMs).toBeNull());
    speak(1);
    expect(fake.sent.map((message) => message.seq)).toEqual([0, 1, 40]);
    expect(client.getSnapshot().totals.reconnects).toBe(1);
  });

  it("lets go of everything when the caller hangs up, also when the engine never answers", async () => {
    const { fake, client } = await liveCall();
    client.hangUp();
    expect(client.getSnapshot().phase).toBe("ending");
    expect(fake.microphones[0]?.closed).toBe(true);
    vi.advanceTimersByTime(3_000);
    expect(client.getSnapshot().ended?.reason).toBe("caller_hung_up");
    expect([fake.playerClosed, fake.encodersClosed, fake.awake, fake.connected]).toEqual([1, 1, 0, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets the persona's last words be heard before it ends", async () => {
    const { fake, client, report } = await liveCall();
    fake.handlers?.facts["text:agent"]({ frameIndex: 90, text: "Goodbye", nodeId: null });
    fake.handlers?.facts["call:ended"]({ reason: "persona_ended", frameIndex: 100 });
    expect(client.getSnapshot().phase).toBe("live");
    expect(fake.connected, "the socket does not come back to a call that is over").toBe(false);
    fake.onReport?.(report(95, true));
    expect(client.getSnapshot()).toMatchObject({ phase: "ended", ended: { reason: "persona_ended", durationMs: 8_000 } });
    expect(client.getSnapshot().lines.at(-1)).toMatchObject({ kind: "words", text: "Goodbye" });
  });

  it("lets last words that came late, all at once, be heard to their end, but does not wait for sound that stands still", async () => {
    const { fake, client, report } = await liveCall();
    fake.onReport?.(report(50));
    fake.handlers?.facts["call:ended"]({ reason: "persona_ended", frameIndex: 100 });
    for (let heardFrameIndex = 60; heardFrameIndex < 90; heardFrameIndex += 10) {
      vi.advanceTimersByTime(800);
      fake.onReport?.(report(heardFrameIndex));
      expect(client.getSnapshot().phase).toBe("live");
    }
    vi.advanceTimersByTime(3_000);
    expect(client.getSnapshot()).toMatchObject({ phase: "ended", ended: { reason: "persona_ended" } });
  });

  it("ends as the engine says when it is back after the end", async () => {
    const { fake, client } = await liveCall();
    fake.connected = false;
    fake.handlers?.onLost(15_000);
    fake.connected = true;
    fake.answers = [new ProtocolError("call_not_live")];
    fake.handlers?.onOpen();
    fake.handlers?.facts["call:ended"]({ reason: "time_limit", frameIndex: 100 });
    await vi.waitFor(() => expect(client.getSnapshot()).toMatchObject({ phase: "ended", ended: { reason: "time_limit" }, problem: null }));
  });

  it("says in words why there is no microphone, and asks for no ticket then", async () => {
    const { fake, parts } = fakeBrowser();
    fake.microphoneError = new DOMException("no", "NotAllowedError");
    const client = createCallClient(parts);
    const requestTicket = vi.fn(async () => ticket);
    await client.start(requestTicket, devices);
    expect(client.getSnapshot()).toMatchObject({ phase: "failed", problem: { microphone: "denied" } });
    expect(requestTicket).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(fake.playerClosed).toBe(1));
  });

  it("passes on the studio's and the engine's own words", async () => {
    const { fake, parts } = fakeBrowser();
    const client = createCallClient(parts);
    await client.start(() => Promise.reject(new ProtocolError("engine_unavailable")), devices);
    expect(client.getSnapshot().problem?.code).toBe("engine_unavailable");
    expect(fake.microphones[0]?.closed).toBe(true);

    fake.answers = [new ProtocolError("engine_overloaded")];
    await client.start(async () => ticket, devices);
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(client.getSnapshot().problem?.code).toBe("engine_overloaded"));
  });

  it("goes back to the beginning when cancelled before it was live", async () => {
    const { fake, parts } = fakeBrowser();
    fake.answers = [started("queued")];
    const client = createCallClient(parts);
    await client.start(async () => ticket, devices);
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(client.getSnapshot().phase).toBe("queued"));
    client.hangUp();
    expect(client.getSnapshot().phase).toBe("idle");
    expect([fake.orders.includes("call:hangup"), fake.microphones[0]?.closed, fake.playerClosed]).toEqual([true, true, 1]);
  });

  it("can call again on the same client, and frees the microphone when the page goes", async () => {
    const { fake, client } = await liveCall();
    fake.handlers?.facts["call:ended"]({ reason: "time_limit", frameIndex: 10 });
    fake.connected = true;
    await client.start(async () => ticket, devices);
    fake.handlers?.onOpen();
    await vi.waitFor(() => expect(client.getSnapshot().phase).toBe("live"));
    client.release();
    expect(fake.microphones.map((microphone) => microphone.closed)).toEqual([true, true]);
    expect(client.getSnapshot().phase).toBe("idle");
  });
});
