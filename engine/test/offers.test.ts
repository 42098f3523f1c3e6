/** A second speaker beside the engine's own: answers where a ticket names it, on slots of its own. Real sockets, fake models. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SessionSpec, SpeechModel } from "../src/call/ports";
import { createFakeModel, FAKE_SPEAKER } from "../src/model/fake-model";
import { loadOnDemand } from "../src/model/load-on-demand";
import { createSystemClock } from "../src/system-clock";
import type { CallClient } from "./call-client";
import { startTestEngine, type TestEngine } from "./start-test-engine";

const SMALL = { ...FAKE_SPEAKER, title: "Small model", model: "small" };
const small = (capacity: number): SpeechModel => ({ ...createFakeModel({ clock: createSystemClock(), capacity }), info: SMALL });

describe("an engine with an offer", () => {
  let engine: TestEngine;
  afterEach(() => engine.stop());
  const start = async (callId: string, offer?: string): Promise<CallClient> => {
    const client = engine.connect({ ticket: await engine.ticket(callId, offer ? { claims: { offer } } : {}) });
    await client.start("pcm16");
    return client;
  };
  const live = (client: CallClient) => client.until(() => client.states.includes("live"), "live");

  test("answers with it where the ticket names it, and with its own speaker otherwise", async () => {
    engine = await startTestEngine({ components: { offers: [small(1)] } });
    const [own, asked] = [await start("call-a"), await start("call-b", "small")];
    await Promise.all([live(own), live(asked)]);
    expect(own.all("call:primed")[0]?.speaker.model).toBe(FAKE_SPEAKER.model);
    expect(asked.all("call:primed")[0]?.speaker).toEqual(SMALL);
    await asked.order("call:hangup", {});
    expect(await asked.ended()).toMatchObject({ reason: "caller_hung_up" });
    await expect.poll(() => engine.studio.facts.get("call-b")?.at(-1)).toMatchObject({ state: "ended", speaker: SMALL });
  });

  test("gives each its own slots and queue, and tells the studio of both", async () => {
    engine = await startTestEngine({ capacity: 1, components: { offers: [small(1)] } });
    const asked = await start("call-a", "small");
    await live(asked);
    const waiting = await start("call-b", "small");
    await waiting.until(() => waiting.all("call:state").some(({ queue }) => queue?.position === 1), "a place in the queue");
    await live(await start("call-c"));
    const counts = { capacity: 1, liveCalls: 1 };
    expect(engine.engine.registry).toMatchObject({ ...counts, queuedCalls: 0, offers: [{ ...counts, queuedCalls: 1, speaker: SMALL }] });
    expect(engine.studio.beats.at(-1)?.offers).toMatchObject([{ capacity: 1, speaker: SMALL }]);
    const meters = await (await fetch(`${engine.url}/metrics`)).text();
    expect(meters).toContain("duologue_calls_live 2");
    expect(meters).toContain("duologue_calls_capacity 2");
    await asked.order("call:hangup", {});
    await live(waiting);
  });

  test("answers with its own speaker where a ticket names that one, which was on offer once", async () => {
    engine = await startTestEngine({ capacity: 1, components: { offers: [small(1)] } });
    await live(await start("call-a", FAKE_SPEAKER.model));
    const waiting = await start("call-b");
    await waiting.until(() => waiting.all("call:state").some(({ queue }) => queue?.position === 1), "a place in the queue");
    expect(engine.engine.registry).toMatchObject({ liveCalls: 1, queuedCalls: 1, offers: [{ liveCalls: 0 }] });
  });

  test("refuses a ticket for a speaker that it does not offer", async () => {
    engine = await startTestEngine();
    const ticket = await engine.ticket("call-a", { claims: { offer: "small" } });
    expect(await engine.connect({ ticket }).refusal()).toMatchObject({ code: "model_unavailable" });
  });

  test("ends the call with words where the offer cannot be loaded", async () => {
    const broken = loadOnDemand({
      info: SMALL,
      capacity: 1,
      load: async () => Promise.reject(new Error("truncated")),
      onLoadFailed: () => {},
    });
    engine = await startTestEngine({ components: { offers: [broken] } });
    const asked = await start("call-a", "small");
    expect(await asked.ended()).toMatchObject({ reason: "error", code: "model_unavailable" });
    await expect.poll(() => engine.engine.registry.offers[0]?.liveCalls).toBe(0);
  });
});

describe("a model that is loaded on demand", () => {
  const spec = {} as SessionSpec;

  test("is read once, by the first call, and then has its own words for itself", async () => {
    const load = vi.fn(async () => ({ ...small(2), info: { ...SMALL, model: "its own name", weightsSha256: "ab" } }));
    const model = loadOnDemand({ info: SMALL, capacity: 2, load, onLoadFailed: () => {} });
    expect(model.info).toEqual(SMALL);
    expect(load).not.toHaveBeenCalled();
    const sessions = await Promise.all([model.open(spec), model.open(spec)]);
    expect(load).toHaveBeenCalledTimes(1);
    // tickets go on naming it as before
    expect(model.info).toEqual({ ...SMALL, weightsSha256: "ab" });
    for (const session of sessions) session.close();
    await model.close();
    await expect(model.open(spec)).rejects.toMatchObject({ code: "engine_draining" });
  });

  test("is tried again by the next call where reading failed, and can be closed unread", async () => {
    const load = vi.fn<() => Promise<SpeechModel>>().mockRejectedValueOnce(new Error("truncated")).mockResolvedValueOnce(small(1));
    const onLoadFailed = vi.fn();
    const model = loadOnDemand({ info: SMALL, capacity: 1, load, onLoadFailed });
    await expect(model.open(spec)).rejects.toMatchObject({ code: "model_unavailable" });
    expect(onLoadFailed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: "truncated" }));
    (await model.open(spec)).close();
    await model.close();
    await loadOnDemand({ info: SMALL, capacity: 1, load, onLoadFailed }).close();
    expect(load).toHaveBeenCalledTimes(2);
  });
});
