/** One call's connection to an engine: orders out, facts in. Knows the wire and nothing of who speaks. */
import {
  type AudioCodec,
  type AudioMessage,
  type CallStarted,
  decodeAudioMessage,
  type EngineToClient,
  type ErrorBody,
  encodeAudioMessage,
  PACKETS_PER_FRAME,
  PROTOCOL_VERSION,
  ProtocolError,
  type Result,
} from "@duologue/protocol";
import { io } from "socket.io-client";
import msgpack from "socket.io-msgpack-parser";

type Fact<E extends keyof EngineToClient> = Parameters<EngineToClient[E]>[0];

export interface CallSocketEvents {
  onState(fact: Fact<"call:state">): void;
  onAudio(message: AudioMessage): void;
  onChoices(fact: Fact<"choices:offered">): void;
  onEnded(fact: Fact<"call:ended">): void;
  /** the connection broke; nothing comes any more */
  onLost(): void;
}

export interface CallAddress {
  readonly url: string;
  readonly ticket: string;
  /** one that the engine lets in */
  readonly origin: string;
}

export interface CallSocket {
  start(codec: AudioCodec): Promise<CallStarted>;
  sendFrame(codec: AudioCodec, packets: Uint8Array[]): void;
  choose(edgeId: string): void;
  hangUp(): void;
  close(): void;
}

const CONNECT_LIMIT_MS = 20_000;

/** Resolves when it is connected. Rejects with the engine's own ProtocolError, or `engine_unavailable`. */
export async function openCallSocket({ url, ticket, origin }: CallAddress, events: CallSocketEvents): Promise<CallSocket> {
  const socket = io(url, {
    transports: ["websocket"],
    parser: msgpack,
    reconnection: false,
    forceNew: true,
    timeout: CONNECT_LIMIT_MS,
    auth: { ticket, protocolVersion: PROTOCOL_VERSION },
    extraHeaders: { origin },
  });
  socket.on("call:state", (fact: Fact<"call:state">) => events.onState(fact));
  socket.on("audio:agent", (data: unknown) => events.onAudio(decodeAudioMessage(data)));
  socket.on("choices:offered", (fact: Fact<"choices:offered">) => events.onChoices(fact));
  socket.on("call:ended", (fact: Fact<"call:ended">) => events.onEnded(fact));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => {
      socket.disconnect();
      const refusal = (error as Error & { data?: ErrorBody }).data;
      const silent = `No engine answers at ${url}. Start one, or correct the address.`;
      reject(refusal ? ProtocolError.from(refusal) : new ProtocolError("engine_unavailable", silent));
    });
  });
  socket.on("disconnect", () => events.onLost());

  const order = <T>(event: string, input: unknown) =>
    new Promise<T>((resolve, reject) => {
      socket.timeout(CONNECT_LIMIT_MS).emit(event, input, (late: Error | null, result: Result<T>) => {
        if (late)
          reject(new ProtocolError("engine_unavailable", `The engine did not answer ${event} within ${CONNECT_LIMIT_MS / 1_000} s.`));
        else if (result.ok) resolve(result.value);
        else reject(ProtocolError.from(result.error));
      });
    });
  // what comes too late (the call is over) is no fault of the caller
  const orderLoosely = (event: string, input: unknown) => void order(event, input).catch(() => {});
  let seq = 0;
  return {
    async start(codec) {
      const started = await order<CallStarted>("call:start", { codec });
      seq = started.nextSeq;
      return started;
    },
    sendFrame(codec, packets) {
      socket.emit("audio:user", Buffer.from(encodeAudioMessage({ codec, seq, packets })));
      seq += PACKETS_PER_FRAME;
    },
    choose: (edgeId) => orderLoosely("call:choose", { edgeId, via: "button" }),
    hangUp: () => orderLoosely("call:hangup", {}),
    close: () => socket.disconnect(),
  };
}
