/** Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { seedCall } from "@duologue/db/seed";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { heardSince } from "./calls/mark-lost-calls";
import { startServer } from "./start-server";
import { openTestDatabase, type TestDatabase } from "./test/test-database";
import { createWorld } from "./test/world";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  vi.useRealTimers();
  await database.close();
});

it("measures by itself what has ended", async () => {
  const { endedCall } = await createWorld();
  startServer();
  await vi.waitFor(
    async () => expect(await db.scorecard.findUnique({ where: { callId: endedCall.id } })).toMatchObject({ state: "failed" }),
    { timeout: 30_000, interval: 100 },
  );
});

it("finds lost calls by itself, when no engine beats and nobody looks", async () => {
  const { persona, viewer, engine } = await createWorld();
  heardSince(new Date(0));
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  startServer();
  startServer();
  expect(vi.getTimerCount()).toBe(1);
  const call = await seedCall(db, persona, viewer, { engineId: engine.id, state: "live", liveAt: new Date() });
  await db.engine.update({ where: { id: engine.id }, data: { lastSeenAt: new Date(0) } });
  vi.advanceTimersByTime(5_000);
  await vi.waitFor(async () => {
    expect(await db.call.findUnique({ where: { id: call.id } })).toMatchObject({ state: "ended", endReason: "engine_lost" });
  });
});
