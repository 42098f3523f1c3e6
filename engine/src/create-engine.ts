/** The composition root: everything an engine is, put together on an HTTP server that the caller listens with. */
import type { Server as HttpServer } from "node:http";
import { type EngineHeartbeat, PROTOCOL_VERSION } from "@duologue/protocol";
import type { Logger } from "pino";
import { CallRegistry } from "./call/call-registry";
import type { Clock, DirectorFactory, SpeechModel, StudioApi, VoiceActivityFactory } from "./call/ports";
import { startHeartbeat } from "./heartbeat";
import { createEngineMeters } from "./http/engine-meters";
import { createRequestHandler } from "./http/handle-request";
import { attachSockets } from "./sockets/attach-sockets";
import { TicketBook } from "./sockets/ticket-book";

export interface EngineComponents {
  model: SpeechModel;
  /** speakers that answer where a ticket names them, each with slots of its own */
  offers?: readonly SpeechModel[];
  vad: VoiceActivityFactory;
  studio: StudioApi;
  createDirector: DirectorFactory;
  clock: Clock;
  logger: Logger;
  /** The model is lost, every call is ended and handed over, and nobody is connected: this process is to be started again. */
  onModelLost?: () => void;
}

export interface EngineOptions {
  engineId: string;
  version: string;
  /** shared with the studio: signs tickets and requests */
  secret: string;
  /** where browsers reach it */
  publicUrl: string;
  /** where the studio reaches it */
  internalUrl: string;
  /** browser origins that may connect */
  origins: readonly string[];
  dataDir: string;
  /** calls at once; never more than the model's own capacity */
  capacity?: number;
  maxQueued?: number;
  idleMs?: number;
  startWindowMs?: number;
  maxQueueMs?: number;
}

export interface Engine {
  readonly registry: CallRegistry;
  /** Takes up what a former process left, and tells the studio that this engine is here. */
  start(): Promise<void>;
  /** No new calls; running ones get `graceMs`; everything is handed over; sockets and model are closed. */
  drain(graceMs: number): Promise<void>;
}

export function createEngine(httpServer: HttpServer, components: EngineComponents, options: EngineOptions): Engine {
  const { model, offers = [], studio, clock, logger } = components;
  const { engineId, version, secret, publicUrl, internalUrl } = options;
  const capacity = Math.min(model.capacity, options.capacity ?? model.capacity);

  const meters = createEngineMeters({
    liveCalls: () => total("liveCalls"),
    queuedCalls: () => total("queuedCalls"),
    capacity: () => total("capacity"),
    sockets: () => io.engine.clientsCount,
  });
  const registry: CallRegistry = new CallRegistry(
    {
      ...components,
      options: {
        engineId,
        dataDir: options.dataDir,
        capacity,
        maxQueued: options.maxQueued ?? 20,
        idleMs: options.idleMs ?? 180_000,
        startWindowMs: options.startWindowMs ?? 15_000,
        maxQueueMs: options.maxQueueMs ?? 300_000,
      },
    },
    {
      onStep: (stepMs) => meters.step(stepMs),
      onDropped: (why, frames) => meters.dropped(why, frames),
      onEnded: ({ reason }) => meters.ended(reason),
      onLoadChanged: () => void heartbeat?.now(),
    },
  );
  const total = (count: "liveCalls" | "queuedCalls" | "capacity") =>
    registry.offers.reduce((sum, offer) => sum + offer[count], registry[count]);
  const tickets = new TicketBook(secret, () => clock.date());
  httpServer.on("request", createRequestHandler({ engineId, version, secret, registry, model, meters, logger }));
  const io = attachSockets(httpServer, {
    registry,
    tickets,
    clock,
    logger,
    origins: options.origins,
    onRefused: (code) => meters.refused(code),
  });

  let exactTokens = false;
  let heartbeat: ReturnType<typeof startHeartbeat> | null = null;
  const compose = (): EngineHeartbeat => ({
    engineId,
    publicUrl,
    internalUrl,
    version,
    protocolVersion: PROTOCOL_VERSION,
    speaker: model.info,
    capacity: registry.capacity,
    liveCalls: registry.liveCalls,
    queuedCalls: registry.queuedCalls,
    offers: registry.offers,
    draining: registry.isDraining,
    callIds: registry.callIds,
    exactTokens,
  });

  let closing: Promise<void> | null = null;
  const closeAfter = (calls: () => Promise<void>) => {
    closing ??= (async () => {
      await calls();
      await heartbeat?.stop();
      meters.close();
      await io.close();
    })();
    return closing;
  };
  model.onLost?.((error) => {
    logger.fatal({ err: error }, "The model is lost: every call ends, and this process must be started again");
    void closeAfter(() => registry.loseModel()).then(() => components.onModelLost?.());
  });

  return {
    registry,
    async start() {
      exactTokens = (await model.countTokens([""])).exact;
      await registry.start();
      heartbeat = startHeartbeat({
        studio,
        clock,
        logger,
        compose,
        obey: (orders) => {
          for (const { callId, reason } of orders) registry.end(callId, reason);
        },
      });
      void heartbeat.now();
    },
    async drain(graceMs) {
      await closeAfter(() => registry.drain(graceMs));
      await Promise.all([model, ...offers].map((one) => one.close()));
    },
  };
}
