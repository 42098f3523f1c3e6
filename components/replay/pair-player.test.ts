import { expect, it } from "vitest";
import type { Lane, LanePlayer, PlayerState } from "./lane-player";
import { pairPlayers } from "./pair-player";

function silentPlayer() {
  let state: PlayerState = {
    playing: false,
    waiting: false,
    speed: 1,
    muted: { caller: false, agent: false },
    solo: null,
    durationMs: 9_000,
    error: null,
  };
  let atMs = 0;
  const player: LanePlayer = {
    getSnapshot: () => state,
    subscribe: () => () => {},
    timeMs: () => atMs,
    toggle: () => {
      state = { ...state, playing: !state.playing };
    },
    seek: (toMs) => {
      atMs = toMs;
    },
    setSpeed: (speed) => {
      state = { ...state, speed };
    },
    setMuted: (lane: Lane, muted) => {
      state = { ...state, muted: { ...state.muted, [lane]: muted } };
    },
    setSolo: () => {},
    close: () => {},
  };
  return player;
}

it("seeks, plays and drifts as one, each on its own clock", () => {
  const [original, replay] = [silentPlayer(), silentPlayer()];
  const pair = pairPlayers(original, replay, 200);
  pair.original.seek(1_000);
  expect([original.timeMs(), replay.timeMs()]).toEqual([1_000, 1_200]);
  pair.replay.seek(3_000);
  expect([original.timeMs(), replay.timeMs()]).toEqual([2_800, 3_000]);
  pair.original.toggle();
  expect([original.getSnapshot().playing, replay.getSnapshot().playing]).toEqual([true, true]);
  replay.seek(3_050);
  pair.align();
  expect(replay.timeMs()).toBe(3_050);
  replay.seek(3_500);
  pair.align();
  expect(replay.timeMs()).toBe(3_000);
  replay.toggle(); // at its end
  pair.original.toggle();
  expect([original.getSnapshot().playing, replay.getSnapshot().playing]).toEqual([false, false]);
});

it("is heard together with the caller once, or one at a time", () => {
  const [original, replay] = [silentPlayer(), silentPlayer()];
  const { hear } = pairPlayers(original, replay, 0);
  const muted = () => [original.getSnapshot().muted, replay.getSnapshot().muted];
  const heard = { agent: false, caller: false };
  const silent = { agent: true, caller: true };
  expect(muted()).toEqual([heard, { agent: false, caller: true }]);
  hear("original");
  expect(muted()).toEqual([heard, silent]);
  hear("replay");
  expect(muted()).toEqual([silent, heard]);
});
