/** Who answers on an engine without a checkpoint, and who is on offer: both ways round, and where the small trained model cannot be had. Needs the addon. */
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEnv } from "../src/env";
import { openTokenizer } from "../src/model/tokenizer/open-tokenizer";
import { openSpeakers } from "../src/open-speakers";
import { startTestEngine } from "./start-test-engine";

const FOLDER = path.join(import.meta.dirname, "../../models/duo-small");
const REHEARSAL = "flite rms";
let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(path.join(tmpdir(), "duologue-speakers-"));
});
afterAll(() => rm(copies, { recursive: true, force: true }));

async function open(settings: Record<string, string>) {
  const logged: { level: number; msg: string; missing?: string; wrong?: string }[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const env = readEnv({ ENGINE_SECRET: "s".repeat(32), ENGINE_OFFER: FOLDER, ...settings });
  const speakers = await openSpeakers(env, await openTokenizer(undefined), logger);
  return { ...speakers, logged, close: () => Promise.all([speakers.model, ...speakers.offers].map((one) => one.close())) };
}

const slots = ({ model, offers }: Awaited<ReturnType<typeof open>>) => [model, ...offers].map((one) => [one.info.model, one.capacity]);

describe("an engine without a checkpoint", () => {
  it("answers with the rehearsal speaker and offers the small trained model, unread", async () => {
    const speakers = await open({ ENGINE_FIRST: "rehearsal" });
    expect(slots(speakers)).toEqual([
      [REHEARSAL, 16],
      ["duo-small", 2],
    ]);
    expect(speakers.offers[0]?.info.device).toBe("cpu");
    await speakers.close();
  });

  it("turned round, has the small trained model read at once, and counts prompts as before", async () => {
    const speakers = await open({ ENGINE_FIRST: "small" });
    expect(slots(speakers)).toEqual([
      ["duo-small", 2],
      [REHEARSAL, 16],
    ]);
    expect(speakers.model.info.device).toMatch(/^cpu, /);
    const texts = ["The clinic opens at half past eight."];
    expect(await speakers.model.countTokens(texts)).toEqual(await speakers.offers[0]?.countTokens(texts));
    await speakers.close();
  });

  it("has the calls that it was told to, of each", async () => {
    for (const first of ["rehearsal", "small"]) {
      const speakers = await open({ ENGINE_FIRST: first, ENGINE_CAPACITY: "1" });
      expect([speakers.model, ...speakers.offers].map(({ capacity }) => capacity)).toEqual([1, 1]);
      await speakers.close();
    }
  });

  it("answers the same speakers' calls whichever is first, also by the name that one was offered by", async () => {
    const { model, offers } = await open({ ENGINE_FIRST: "small" });
    const engine = await startTestEngine({ components: { model, offers } });
    const answered = async (callId: string, offer?: string) => {
      const client = engine.connect({ ticket: await engine.ticket(callId, offer ? { claims: { offer } } : {}) });
      await client.start();
      await client.until(() => client.audio.length >= 3, "three frames of audio");
      await client.order("call:hangup", {});
      expect(await client.ended()).toMatchObject({ reason: "caller_hung_up" });
      return client.all("call:primed")[0]?.speaker.model;
    };
    expect(await answered("call-a")).toBe("duo-small");
    expect(await answered("call-b", REHEARSAL)).toBe(REHEARSAL);
    expect(await answered("call-c", "duo-small")).toBe("duo-small");
    await expect.poll(() => engine.studio.facts.get("call-b")?.at(-1)).toMatchObject({ state: "ended", speaker: { kind: "rehearsal" } });
    await engine.stop();
  });

  it("leaves the rehearsal speaker alone, and says why, where the small trained model cannot be had", async () => {
    const warm = path.join(copies, "warm");
    await cp(FOLDER, warm, { recursive: true });
    const config = JSON.parse(await readFile(path.join(warm, "config.json"), "utf8"));
    await writeFile(path.join(warm, "config.json"), JSON.stringify({ ...config, lm_gen_config: { temp: 2.5 } }));
    const cut = path.join(copies, "cut");
    await cp(FOLDER, cut, { recursive: true });
    await truncate(path.join(cut, "model.safetensors"), 1_000);
    const alone = async (folder: string) => {
      const speakers = await open({ ENGINE_FIRST: "small", ENGINE_OFFER: folder });
      expect(slots(speakers)).toEqual([[REHEARSAL, 16]]);
      await speakers.close();
      return speakers.logged;
    };
    expect(await alone("none")).toEqual([]);
    expect(await alone(path.join(copies, "nothing"))).toMatchObject([{ level: 40, missing: expect.stringContaining("config.json") }]);
    expect(await alone(warm)).toMatchObject([{ level: 40, wrong: expect.stringContaining("lm_gen_config.temp") }]);
    expect(await alone(cut)).toMatchObject([
      { level: 50, msg: "The small trained model cannot be loaded; the rehearsal speaker answers alone" },
    ]);
  });
});
