/** A call's sink that is a socket. It keeps the flow's inside from link callers, and sheds audio a stalled client cannot take. */
import type { AgentTextFact, ClientToEngine, EngineToClient, TicketClaims } from "@duologue/protocol";
import type { Socket } from "socket.io";
import type { CallSink } from "../call/call-sink";

/** About 4 s of audio; beyond it a client hears the present rather than everything. */
const MAX_WAITING_PACKETS = 50;

export type CallSocket = Socket<ClientToEngine, EngineToClient>;

export function createSocketSink(socket: CallSocket, role: TicketClaims["role"]): CallSink {
  return {
    emit(event, payload) {
      if (event === "audio:agent" && socket.conn.transport && waitingPackets(socket) > MAX_WAITING_PACKETS) return;
      if (event === "audio:agent") {
        // In Node the msgpack parser takes only a Buffer for plain binary; the browser receives an ArrayBuffer.
        socket.emit("audio:agent", Buffer.from(payload as ArrayBuffer) as unknown as ArrayBuffer);
        return;
      }
      if (role === "link") {
        if (event === "director:acted") return;
        if (event === "text:agent") {
          socket.emit("text:agent", { ...(payload as AgentTextFact), nodeId: null });
          return;
        }
      }
      socket.emit(event, ...([payload] as Parameters<EngineToClient[typeof event]>));
    },
    close() {
      // after what has been emitted is on its way
      setImmediate(() => socket.disconnect(true));
    },
  };
}

function waitingPackets(socket: CallSocket): number {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}
