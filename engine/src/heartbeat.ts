/** Tells the studio every few seconds, and at once when the load changes, that this engine is here; obeys what the reply orders. */
import { type EngineHeartbeat, HEARTBEAT_EVERY_MS, type HeartbeatReply } from "@duologue/protocol";
import type { Logger } from "pino";
import type { Clock, StudioApi } from "./call/ports";

const LAST_BEAT_MS = 2_000;

export interface HeartbeatParts {
  studio: Pick<StudioApi, "heartbeat">;
  clock: Clock;
  logger: Logger;
  compose: () => EngineHeartbeat;
  obey: (orders: HeartbeatReply["endCalls"]) => void;
}

export function startHeartbeat({ studio, clock, logger, compose, obey }: HeartbeatParts) {
  let beating: Promise<void> | null = null;
  let again = false;
  let reached: boolean | null = null;
  let stopped = false;

  async function beat(): Promise<void> {
    do {
      again = false;
      try {
        obey((await studio.heartbeat(compose())).endCalls);
        if (reached !== true) logger.info("The studio knows this engine");
        reached = true;
      } catch (error) {
        // said once per outage, not every five seconds
        if (reached !== false) logger.warn({ err: error }, "The studio does not hear this engine; it goes on trying");
        reached = false;
      }
    } while (again && !stopped);
  }

  /** Beats now, or right after the beat under way: at most one is out at a time. */
  function now(): Promise<void> {
    if (beating) {
      again = true;
      return beating;
    }
    beating = beat().finally(() => {
      beating = null;
    });
    return beating;
  }

  const stopTimer = clock.every(HEARTBEAT_EVERY_MS, () => void now());
  return {
    now,
    /** One last beat, so that the studio places no more calls here; not waited for longer than LAST_BEAT_MS. */
    async stop() {
      stopTimer();
      stopped = true;
      await new Promise<void>((resolve) => {
        const stopWaiting = clock.after(LAST_BEAT_MS, resolve);
        void now().then(() => {
          stopWaiting();
          resolve();
        });
      });
    },
  };
}
