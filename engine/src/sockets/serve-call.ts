/** One socket's orders: parse → call method → ack. No decisions here. */
import {
  type Ack,
  callChoose,
  callHangup,
  callMute,
  callStart,
  clockPing,
  type ErrorBody,
  MAX_MESSAGE_BYTES,
  ProtocolError,
  type Result,
} from "@duologue/protocol";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Call } from "../call/call";
import type { Clock } from "../call/ports";
import { OVERSIZED_EVENT, UNREADABLE_EVENT } from "./bounded-parser";
import { MisuseMeter } from "./misuse-meter";
import { type CallSocket, createSocketSink } from "./socket-sink";

export interface ServeCallParts {
  clock: Clock;
  logger: Logger;
  onRefused: (code: ErrorBody["code"]) => void;
}

export function serveCall(socket: CallSocket, call: Call, { clock, logger, onRefused }: ServeCallParts): void {
  const sink = createSocketSink(socket, call.role);
  const misuse = new MisuseMeter(clock);

  function refuse(error: ProtocolError): void {
    onRefused(error.code);
    socket.emit("error:raised", error.toJSON());
    if (!misuse.slip()) {
      logger.warn({ callId: call.callId }, "A client sent too many messages that could not be accepted and was disconnected");
      socket.emit(
        "error:raised",
        new ProtocolError("rate_limited", "Too many messages that could not be accepted; this connection ends.").toJSON(),
      );
      setImmediate(() => socket.disconnect(true));
    }
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) logger.error({ callId: call.callId, err: error }, "An order failed");
      refuse(error instanceof ProtocolError ? error : new ProtocolError("internal"));
    }
  }

  /** Orders answer to their sender, through the ack; one without an ack is carried out all the same. */
  function order<S extends z.ZodType, T>(event: string, schema: S, run: (input: z.infer<S>) => T): void {
    socket.on(
      event as never,
      ((input: unknown, ack?: Ack<T>) => {
        const answer = (result: Result<T>) => {
          if (typeof ack === "function") ack(result);
        };
        const parsed = schema.safeParse(input);
        if (!parsed.success) {
          const error = new ProtocolError("message_malformed", `Expected ${event} as docs/protocol.md has it, received another shape.`, {
            fields: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join(".") || "order", issue.message])),
          });
          answer({ ok: false, error: error.toJSON() });
          return refuse(error);
        }
        try {
          answer({ ok: true, value: run(parsed.data) });
        } catch (error) {
          const known = error instanceof ProtocolError ? error : new ProtocolError("internal");
          if (known.code === "internal") logger.error({ callId: call.callId, err: error }, "An order failed");
          answer({ ok: false, error: known.toJSON() });
        }
      }) as never,
    );
  }

  order("call:start", callStart, ({ codec }) => call.start(codec));
  order("call:mute", callMute, ({ muted }) => {
    call.mute(muted);
    return null;
  });
  order("call:hangup", callHangup, () => {
    call.end({ reason: "caller_hung_up" });
    return null;
  });
  order("call:choose", callChoose, ({ edgeId, via }) => {
    call.choose(edgeId, via);
    return null;
  });
  order("clock:ping", clockPing, () => ({ engineAtMs: clock.nowMs() }));
  socket.on("audio:user", (message) => guarded(() => call.receiveAudio(message)));

  const known = new Set(["call:start", "call:mute", "call:hangup", "call:choose", "clock:ping", "audio:user"]);
  socket.onAny((event: unknown, first: unknown) => {
    if (!misuse.message()) {
      socket.emit("error:raised", new ProtocolError("rate_limited").toJSON());
      setImmediate(() => socket.disconnect(true));
    }
    if (event === OVERSIZED_EVENT) {
      refuse(
        new ProtocolError("message_too_large", `Expected a message of at most ${MAX_MESSAGE_BYTES} bytes, received ${Number(first)}.`),
      );
    } else if (event === UNREADABLE_EVENT) {
      refuse(new ProtocolError("message_malformed", "Expected a msgpack-encoded socket.io packet, received bytes that are none."));
    } else if (typeof event !== "string" || !known.has(event)) {
      refuse(new ProtocolError("message_malformed", "Expected an event of this protocol's version, received an unknown one."));
    }
  });
  socket.on("disconnect", () => call.detach(sink));
  guarded(() => call.attach(sink));
}
