/** The socket.io server: who may connect, with what, and to which call. */
import type { Server as HttpServer } from "node:http";
import { type ErrorBody, PROTOCOL_VERSION, ProtocolError, socketAuth } from "@duologue/protocol";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Call } from "../call/call";
import type { CallRegistry } from "../call/call-registry";
import type { Clock } from "../call/ports";
import { boundedParser, MAX_TRANSPORT_BYTES } from "./bounded-parser";
import { serveCall } from "./serve-call";
import type { TicketBook } from "./ticket-book";

export interface SocketParts {
  registry: CallRegistry;
  tickets: TicketBook;
  clock: Clock;
  logger: Logger;
  /** browser origins that may connect; a client without an Origin header is no browser and has only its ticket */
  origins: readonly string[];
  onRefused: (code: ErrorBody["code"]) => void;
}

const PING_EVERY_MS = 10_000;
const PING_LIMIT_MS = 10_000;

export function attachSockets(httpServer: HttpServer, { registry, tickets, clock, logger, origins, onRefused }: SocketParts): Server {
  const io = new Server(httpServer, {
    transports: ["websocket"],
    parser: boundedParser,
    maxHttpBufferSize: MAX_TRANSPORT_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_LIMIT_MS,
    // CORS does not bind WebSockets: the Origin is checked here
    allowRequest: (request, decide) => {
      const { origin } = request.headers;
      const allowed = origin === undefined || origins.includes(origin);
      if (!allowed) onRefused("forbidden");
      decide(allowed ? null : "This origin may not connect.", allowed);
    },
  });

  io.use(async (socket, next) => {
    try {
      socket.data.call = await admit(socket.handshake.auth);
      next();
    } catch (error) {
      const known = error instanceof ProtocolError ? error : new ProtocolError("internal");
      if (known.code === "internal") logger.error({ err: error }, "A handshake failed");
      onRefused(known.code);
      next(Object.assign(new Error(known.message), { data: known.toJSON() }));
    }
  });
  io.on("connection", (socket) => serveCall(socket, socket.data.call as Call, { clock, logger, onRefused }));

  async function admit(auth: unknown): Promise<Call> {
    const parsed = socketAuth.safeParse(auth);
    if (!parsed.success) {
      throw new ProtocolError(
        "message_malformed",
        "Expected {ticket, protocolVersion} or {callId, resumeKey, protocolVersion} in the handshake.",
      );
    }
    if (parsed.data.protocolVersion !== PROTOCOL_VERSION) {
      throw new ProtocolError(
        "protocol_mismatch",
        `Expected protocol version ${PROTOCOL_VERSION}, received ${parsed.data.protocolVersion}; reload the page.`,
      );
    }
    await registry.ready;
    if ("ticket" in parsed.data) return registry.open(await tickets.redeem(parsed.data.ticket));
    return registry.resume(parsed.data.callId, parsed.data.resumeKey);
  }
  return io;
}
