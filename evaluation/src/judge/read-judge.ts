import { ProtocolError } from "@duologue/protocol";
import { createJudge, type Judge } from "./create-judge";

/** The judge that the environment names; none where EVAL_JUDGE_URL is not set. */
export interface JudgeEnvironment {
  readonly [name: string]: unknown;
  readonly EVAL_JUDGE_URL?: string | undefined;
  readonly EVAL_JUDGE_MODEL?: string | undefined;
  readonly EVAL_JUDGE_KEY?: string | undefined;
}

export function readJudge(env: JudgeEnvironment): Judge | undefined {
  const { EVAL_JUDGE_URL: url, EVAL_JUDGE_MODEL: model, EVAL_JUDGE_KEY: key } = env;
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new ProtocolError("invalid_input", "Expected an address as http://localhost:8000/v1 in EVAL_JUDGE_URL, received something else.");
  }
  if (!model)
    throw new ProtocolError("invalid_input", "Expected the name of a model in EVAL_JUDGE_MODEL, as EVAL_JUDGE_URL is set, received none.");
  return createJudge({ url, model, ...(key ? { key } : {}) });
}
