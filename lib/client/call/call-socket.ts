/** The socket of one call: a ticket opens it, a resume key brings it back for 15 seconds after a drop. */
import {
  type CallStarted,
  type ClientToEngine,
  type EngineToClient,
  ERROR_CODES,
  type ErrorBody,
  PROTOCOL_VERSION,
  ProtocolError,
  RESUME_WINDOW_MS,
  type Result,
  type SocketAuth,
} from "@duologue/protocol";
import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";

export type EngineFacts = { [E in keyof EngineToClient]: (...facts: Parameters<EngineToClient[E]>) => void };
type OrderName = Exclude<keyof ClientToEngine, "audio:user">;
export type OrderPayload<E extends OrderName> = Parameters<ClientToEngine[E]>[0];
export type OrderReply<E extends OrderName> = Parameters<Parameters<ClientToEngine[E]>[1]>[0] extends Result<infer T> ? T : never;

export interface CallSocketHandlers {
  facts: EngineFacts;
  /** the engine has sent something: a fact, sound, or the answer to an order */
  onHeard: () => void;
  /** the socket is open: for the first time, or again */
  onOpen: () => void;
  onLost: (untilMs: number) => void;
  /** it will not open (any more) */
  onRefused: (error: ProtocolError) => void;
}
export interface CallSocket {
  /** Rejects with ProtocolError: the engine's own, or `engine_unavailable` when no answer came within 6 s. */
  order<E extends OrderName>(event: E, payload: OrderPayload<E>): Promise<OrderReply<E>>;
  sendAudio(message: ArrayBuffer): void;
  /** From the ack of call:start: what a dropped socket comes back with. */
  remember(started: CallStarted): void;
  readonly connected: boolean;
  /** bytes handed to the browser that are not on the network yet */
  readonly backlogBytes: number;
  close(): void;
}

const FIRST_CONTACT_MS = 12_000;
const ANSWER_MS = 6_000;

/** Begins to connect at once. Errors are told through `onRefused`, in words. */
export function openCallSocket(engineUrl: string, ticket: string, handlers: CallSocketHandlers): CallSocket {
  let auth: SocketAuth = { ticket, protocolVersion: PROTOCOL_VERSION };
  let closed = false;
  let deadline: ReturnType<typeof setTimeout> | null = null;

  const socket = io(engineUrl, {
    transports: ["websocket"],
    parser,
    forceNew: true,
    reconnection: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 1_500,
    randomizationFactor: 0.3,
    timeout: 5_000,
    auth: (give) => give(auth),
  });

  const stopDeadline = () => {
    if (deadline !== null) clearTimeout(deadline);
    deadline = null;
  };
  const refuse = (error: ProtocolError) => {
    if (closed) return;
    close();
    handlers.onRefused(error);
  };
  const startDeadline = (ms: number, message: string) => {
    deadline ??= setTimeout(() => refuse(new ProtocolError("engine_unavailable", message)), ms);
  };
  function close() {
    closed = true;
    stopDeadline();
    socket.disconnect();
  }

  startDeadline(
    FIRST_CONTACT_MS,
    "The engine could not be reached. Check your connection, or ask whoever runs this studio, then try again.",
  );
  socket.on("connect", () => {
    stopDeadline();
    handlers.onOpen();
  });
  socket.on("disconnect", (reason) => {
    if (closed) return;
    const untilMs = performance.now() + RESUME_WINDOW_MS;
    startDeadline(RESUME_WINDOW_MS, "The connection was lost and did not come back within 15 seconds. What was said until then is kept.");
    handlers.onLost(untilMs);
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (error) => {
    const body = errorBodyOf((error as { data?: unknown }).data);
    if (body) refuse(ProtocolError.from(body));
  });
  for (const [event, handler] of Object.entries(handlers.facts)) {
    socket.on(event, (...facts: unknown[]) => {
      if (closed) return;
      handlers.onHeard();
      (handler as (...facts: unknown[]) => void)(...facts);
    });
  }

  return {
    async order(event, payload) {
      const result: Result<never> = await socket
        .timeout(ANSWER_MS)
        .emitWithAck(event, payload)
        .catch(() => {
          throw new ProtocolError("engine_unavailable", "The engine did not answer. Try again in a moment.");
        });
      if (!closed) handlers.onHeard();
      if (!result.ok) throw ProtocolError.from(result.error);
      return result.value;
    },
    sendAudio(message) {
      if (socket.connected) socket.emit("audio:user", message);
    },
    remember(started) {
      auth = { callId: started.callId, resumeKey: started.resumeKey, protocolVersion: PROTOCOL_VERSION };
    },
    get connected() {
      return socket.connected && !closed;
    },
    get backlogBytes() {
      const transport = socket.io.engine?.transport as { ws?: { bufferedAmount?: number } } | undefined;
      return transport?.ws?.bufferedAmount ?? 0;
    },
    close,
  };
}

function errorBodyOf(data: unknown): ErrorBody | null {
  if (typeof data !== "object" || data === null) return null;
  const { code, message } = data as Partial<ErrorBody>;
  return code && (ERROR_CODES as string[]).includes(code) && typeof message === "string" ? (data as ErrorBody) : null;
}
