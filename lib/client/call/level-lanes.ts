/** Levels of both lanes on one time axis, one value per 20 ms, the last minute. Written 50 times a second, read by the drawing. */
import { createActivity } from "./activity";

export const LEVEL_STEP_MS = 20;
const KEPT = 3_000;
export const FLOOR_DB = -100;

export interface LevelLanes {
  add(lane: "caller" | "agent", db: number, nowMs: number): void;
  /** The newest `count` steps up to `nowMs`, oldest first. */
  window(count: number, nowMs: number): { callerDb: Float32Array; agentDb: Float32Array; both: Uint8Array };
  /** Who is audible now. */
  speaking(nowMs: number): { caller: boolean; agent: boolean };
  latest(lane: "caller" | "agent"): number;
  clear(): void;
}

export function createLevelLanes(): LevelLanes {
  const db = { caller: new Float32Array(KEPT).fill(FLOOR_DB), agent: new Float32Array(KEPT).fill(FLOOR_DB) };
  const voiced = { caller: new Uint8Array(KEPT), agent: new Uint8Array(KEPT) };
  const at = { caller: -1, agent: -1 };
  const last = { caller: FLOOR_DB, agent: FLOOR_DB };
  const activity = { caller: createActivity(-45), agent: createActivity(-50) };
  return {
    add(lane, value, nowMs) {
      const step = Math.floor(nowMs / LEVEL_STEP_MS);
      const from = at[lane] < 0 ? step : Math.max(at[lane] + 1, step - KEPT + 1);
      const isVoiced = activity[lane].add(value, nowMs) ? 1 : 0;
      /* two values in one step: the louder stays; a step without one: filled with the next, as packets come in small bursts */
      for (let s = Math.min(from, step); s <= step; s++) {
        const fresh = s > at[lane];
        db[lane][s % KEPT] = fresh ? value : Math.max(value, db[lane][s % KEPT] ?? FLOOR_DB);
        voiced[lane][s % KEPT] = isVoiced;
      }
      at[lane] = Math.max(at[lane], step);
      last[lane] = value;
    },
    window(count, nowMs) {
      const end = Math.floor(nowMs / LEVEL_STEP_MS);
      const result = { callerDb: new Float32Array(count), agentDb: new Float32Array(count), both: new Uint8Array(count) };
      for (let i = 0; i < count; i++) {
        const step = end - count + 1 + i;
        const known = (lane: "caller" | "agent") => step >= 0 && at[lane] >= 0 && step <= at[lane] && step > at[lane] - KEPT;
        result.callerDb[i] = known("caller") ? (db.caller[step % KEPT] ?? FLOOR_DB) : FLOOR_DB;
        result.agentDb[i] = known("agent") ? (db.agent[step % KEPT] ?? FLOOR_DB) : FLOOR_DB;
        result.both[i] = known("caller") && known("agent") && voiced.caller[step % KEPT] && voiced.agent[step % KEPT] ? 1 : 0;
      }
      return result;
    },
    speaking(nowMs) {
      return { caller: activity.caller.active(nowMs), agent: activity.agent.active(nowMs) };
    },
    latest: (lane) => last[lane],
    clear() {
      for (const lane of ["caller", "agent"] as const) {
        db[lane].fill(FLOOR_DB);
        voiced[lane].fill(0);
        at[lane] = -1;
        last[lane] = FLOOR_DB;
        activity[lane].reset();
      }
    },
  };
}
