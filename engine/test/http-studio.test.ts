/** The studio's engine API as the engine speaks it: signed, repeated where that helps, refusals kept by name. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHttpStudio } from "../src/studio/http-studio";
import { createSystemClock } from "../src/system-clock";
import { startHttpTestStudio } from "./http-test-studio";
import { SECRET, testSpec } from "./start-test-engine";

let server: Awaited<ReturnType<typeof startHttpTestStudio>>;
beforeEach(async () => {
  server = await startHttpTestStudio();
});
afterEach(() => server.stop());

const connect = (secret = SECRET) =>
  createHttpStudio({ studioUrl: server.url, secret, engineId: "e1", clock: createSystemClock(), retryMs: [1, 1] });
const facts = { state: "live" as const, frameIndex: 0, at: "2026-01-01T00:00:00.000Z" };

test("fetches a spec, again when the studio stumbles", async () => {
  server.memory.specs.set("a", testSpec("a"));
  server.failures.push(503, 500);
  expect(await connect().fetchSpec("a")).toEqual(testSpec("a"));
  expect(server.requests).toHaveLength(3);
});

test("gives up after its tries, with an error that says who was away", async () => {
  server.failures.push(500, 500, 500);
  await expect(connect().postFacts("a", facts)).rejects.toMatchObject({ code: "internal" });
  await server.stop();
  await expect(connect().postFacts("a", facts)).rejects.toMatchObject({ code: "engine_unavailable" });
  server = await startHttpTestStudio();
});

test("a refusal is not repeated and keeps its code", async () => {
  await expect(connect().fetchSpec("unknown")).rejects.toMatchObject({ code: "not_found" });
  expect(server.requests).toHaveLength(1);
  await expect(connect("another-secret-of-at-least-32-characters").fetchSpec("a")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("posts facts and hears orders in the heartbeat's reply", async () => {
  await connect().postFacts("a", facts);
  expect(server.memory.facts.get("a")).toEqual([facts]);
});

test.each([200, 302, 404, 410, 502])(
  "a proxy's page with status %i is nobody's word: asked again, then an error that is no refusal",
  async (status) => {
    server.proxy.status = status;
    const error = await connect()
      .postFacts("a", facts)
      .catch((refusal) => refusal);
    expect(error.httpStatus).toBeGreaterThanOrEqual(500);
    expect(server.requests).toHaveLength(3);
  },
);
