/** A language model that rates what a scenario's checks ask, behind an OpenAI-compatible API. */
import { ProtocolError } from "@duologue/protocol";
import { z } from "zod";
import type { Judgement, PlayedResult } from "../call/call-result";
import type { Scenario } from "../suite/schema";
import { JUDGE_RULES, readScore, writeJudgePrompt } from "./judge-prompt";
import { writeTranscript } from "./write-transcript";

export interface JudgeSettings {
  /** the API's base, as http://localhost:8000/v1 */
  url: string;
  model: string;
  key?: string;
  /** pauses before the second, third … try */
  retryMs?: readonly number[];
}

/** Scenario, what came of it, and the prompt that the agent had. */
export type Judge = (scenario: Scenario, result: PlayedResult, prompt: string) => Promise<Judgement[]>;

const LIMIT_MS = 60_000;
const RETRY_MS = [1_000, 4_000] as const;
const answerShape = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1) });

/** A judge that cannot be reached or refuses ends the run with a ProtocolError: a report with half its ratings would mislead. */
export function createJudge({ url, model, key, retryMs = RETRY_MS }: JudgeSettings): Judge {
  const door = `${url.replace(/\/+$/, "")}/chat/completions`;
  const headers = { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) };

  async function ask(question: string): Promise<string> {
    const messages = [
      { role: "system", content: JUDGE_RULES },
      { role: "user", content: question },
    ];
    const init = { method: "POST", headers, body: JSON.stringify({ model, temperature: 0, seed: 0, messages }) };
    const response = await fetch(door, { ...init, signal: AbortSignal.timeout(LIMIT_MS) }).catch(() => null);
    if (!response)
      throw new ProtocolError(
        "engine_unavailable",
        `Expected a judge at ${door}, received no answer. Correct EVAL_JUDGE_URL, or leave it out.`,
      );
    if (!response.ok) {
      const code = response.status >= 500 || response.status === 429 ? "engine_unavailable" : "invalid_input";
      throw new ProtocolError(
        code,
        `Expected a rating from the judge at ${door}, received HTTP ${response.status}. Check EVAL_JUDGE_MODEL and EVAL_JUDGE_KEY.`,
      );
    }
    const parsed = answerShape.safeParse(await response.json().catch(() => null));
    if (!parsed.success)
      throw new ProtocolError("invalid_input", `Expected an OpenAI-compatible answer from ${door}, received another shape.`);
    return parsed.data.choices[0]?.message.content ?? "";
  }

  async function askPatiently(question: string): Promise<string> {
    for (const pauseMs of retryMs) {
      try {
        return await ask(question);
      } catch (error) {
        if (!(error instanceof ProtocolError) || error.code !== "engine_unavailable") throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    return ask(question);
  }

  return async (scenario, result, prompt) => {
    const judgements: Judgement[] = [];
    for (const [check, { question, inReplyTo }] of readQuestions(scenario)) {
      const asked = writeJudgePrompt({ prompt, transcript: writeTranscript(scenario, result, inReplyTo), question });
      const answer = await askPatiently(asked);
      judgements.push({ check, model, prompt: `${JUDGE_RULES}\n\n${asked}`, answer, score: readScore(answer) });
    }
    return judgements;
  };
}

function readQuestions({ checks }: Scenario) {
  return checks.flatMap((check, k) => (check.type === "judge" ? [[k, check] as const] : []));
}
