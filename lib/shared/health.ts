/** GET /api/health */
import type { SpeakerInfo } from "@duologue/protocol";

export interface EngineStatus {
  id: string;
  speaker: SpeakerInfo;
  capacity: number;
  liveCalls: number;
  queuedCalls: number;
  draining: boolean;
  lastSeenAt: string;
  /** seen within the last 20 s */
  alive: boolean;
}

export interface HealthReply {
  ok: boolean;
  version: string;
  database: "ok" | "unreachable";
  /** signed-in people only */
  engines?: EngineStatus[];
}
