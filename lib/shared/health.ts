/** GET /api/health */
import type { SpeakerInfo, SpeakerOffer } from "@duologue/protocol";

export interface EngineStatus {
  id: string;
  speaker: SpeakerInfo;
  capacity: number;
  liveCalls: number;
  queuedCalls: number;
  /** who else answers here, where a call asks for it */
  offers: SpeakerOffer[];
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
