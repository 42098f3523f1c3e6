import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, test } from "vitest";
import { resultOf, scenarioOf, stepOf } from "../../test/build-result";
import { createJudge } from "./create-judge";
import { readScore } from "./judge-prompt";
import { writeTranscript } from "./write-transcript";

const scenario = scenarioOf(
  [{ say: [{ text: "What do you" }, { pauseMs: 500 }, { text: "think?" }] }, { as: "toOther", say: "Not now, dear." }, { say: "Fine." }],
  {
    checks: [
      { type: "mustSay", phrases: ["blue"] },
      { type: "judge", question: "Was it kind?", inReplyTo: "s1" },
    ],
  },
);
const result = resultOf({
  steps: [stepOf("s1", [1_000, 2_000]), stepOf("s2", [4_000, 5_000]), stepOf("s3", [9_000, 9_500])],
  agent: [[2_500, 8_000]],
  words: [
    ["I", 2_500],
    ["think.", 2_800],
    ["Blue.", 6_000],
    ["Bye.", 12_000],
  ],
});

let server: Server | null = null;
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = null;
});

/** Stands in for the API; answers each request with the next of `answers`. */
async function standIn(answers: { status?: number; body: unknown }[]) {
  const heard: { url: string; authorization: string; body: Record<string, unknown> }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({
        url: request.url ?? "",
        authorization: request.headers.authorization ?? "",
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      const { status = 200, body } = answers[heard.length - 1] ?? { status: 500, body: {} };
      response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}
const says = (content: string) => ({ body: { choices: [{ message: { role: "assistant", content } }] } });

describe("a transcript", () => {
  it("tells who said what when, and to whom", () => {
    expect(writeTranscript(scenario, result)).toBe(
      [
        "[1.0 s] Caller: What do you … think?",
        "[2.5 s] Agent: I think.",
        "[4.0 s] Caller, to somebody else: Not now, dear.",
        "[6.0 s] Agent: Blue.",
        "[9.0 s] Caller: Fine.",
        "[12.0 s] Agent: Bye.",
      ].join("\n"),
    );
  });

  it("may be that of a step and its reply alone", () => {
    expect(writeTranscript(scenario, result, "s3")).toBe("[9.0 s] Caller: Fine.\n[12.0 s] Agent: Bye.");
  });
});

test.each([
  ['{"score": 4, "reason": "kind"}', 4],
  ['Here you are:\n```json\n{"score": "3.5"}\n```', 3.5],
  ["4", 4],
  ["I would say 4 of 5.", 4],
  ['{"score": 7}', null],
  ["Splendid.", null],
  ["In 2024 it was 10.", null],
])("the score of %j is %j", (answer, score) => {
  expect(readScore(answer)).toBe(score);
});

describe("a judge", () => {
  it("is asked each question of a scenario, once, and everything is kept", async () => {
    const { heard, url } = await standIn([says('{"score": 4, "reason": "It was."}')]);
    const judge = createJudge({ url: `${url}/`, model: "wise-1", key: "secret" });
    const judgements = await judge(scenario, result, "You are kind.");
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      url: "/v1/chat/completions",
      authorization: "Bearer secret",
      body: { model: "wise-1", temperature: 0, seed: 0 },
    });
    expect(judgements).toMatchObject([{ check: 1, model: "wise-1", answer: '{"score": 4, "reason": "It was."}', score: 4 }]);
    const { prompt } = judgements[0] as { prompt: string };
    expect(prompt).toContain("You are kind.");
    expect(prompt).toContain("Agent: Blue.");
    expect(prompt).not.toContain("Bye.");
    expect(prompt).toContain("Question: Was it kind?");
    expect(prompt).not.toContain("secret");
  });

  it("that is busy is asked again", async () => {
    const { heard, url } = await standIn([{ status: 503, body: {} }, says("5")]);
    expect(await createJudge({ url, model: "m", retryMs: [0] })(scenario, result, "p")).toMatchObject([{ score: 5 }]);
    expect(heard).toHaveLength(2);
  });

  it("that refuses ends the run and says what to look at", async () => {
    const { url } = await standIn([{ status: 401, body: {} }]);
    await expect(createJudge({ url, model: "m", retryMs: [0] })(scenario, result, "p")).rejects.toThrow(
      "received HTTP 401. Check EVAL_JUDGE_MODEL and EVAL_JUDGE_KEY.",
    );
  });

  it("that is something else, or is not there, is named by its address", async () => {
    const { url } = await standIn([{ body: { hello: 1 } }]);
    await expect(createJudge({ url, model: "m", retryMs: [] })(scenario, result, "p")).rejects.toThrow(
      "Expected an OpenAI-compatible answer",
    );
    await expect(createJudge({ url: "http://127.0.0.1:1/v1", model: "m", retryMs: [] })(scenario, result, "p")).rejects.toThrow(
      "Expected a judge at http://127.0.0.1:1/v1/chat/completions",
    );
  });
});
