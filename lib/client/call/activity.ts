/**
 * Whether a lane is audible, for the drawing only (the engine's detector decides what counts). A level is active above the
 * threshold and 12 dB over the lane's own noise floor, which follows quiet quickly and loudness slowly; it holds for 300 ms.
 */

const OVER_FLOOR_DB = 12;
const HOLD_MS = 300;
const FLOOR_RISE_DB_PER_STEP = 0.03;

export interface Activity {
  add(db: number, nowMs: number): boolean;
  active(nowMs: number): boolean;
  reset(): void;
}

export function createActivity(thresholdDb: number): Activity {
  let floorDb = -70;
  let lastActiveMs = Number.NEGATIVE_INFINITY;
  const active = (nowMs: number) => nowMs - lastActiveMs <= HOLD_MS;
  return {
    add(db, nowMs) {
      floorDb = db < floorDb ? Math.max(db, floorDb - 3, -90) : Math.min(db, floorDb + FLOOR_RISE_DB_PER_STEP);
      floorDb = Math.min(floorDb, thresholdDb + 10);
      if (db > Math.max(thresholdDb, floorDb + OVER_FLOOR_DB)) lastActiveMs = nowMs;
      return active(nowMs);
    },
    active,
    reset() {
      floorDb = -70;
      lastActiveMs = Number.NEGATIVE_INFINITY;
    },
  };
}
