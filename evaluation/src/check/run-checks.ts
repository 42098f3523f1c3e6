import { measureCall } from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import { findConversation } from "../score/find-conversation";
import type { Check, Scenario } from "../suite/schema";
import { findAgentWords } from "./agent-words";
import type { CheckResult } from "./check-result";
import { checkWords } from "./check-words";
import { judgeBehaviour } from "./judge-behaviour";

/** Everything that was expected of one played call: the behaviour first, then the scenario's own checks in their order. */
export function runChecks(scenario: Scenario, result: PlayedResult): CheckResult[] {
  const behaviour = judgeBehaviour(scenario, result);
  const buttons: CheckResult[] =
    result.missedChoices === 0
      ? []
      : [
          {
            name: "buttons",
            kind: "flow",
            status: "failed",
            detail: `expected every button to be on offer, received ${result.missedChoices} that were not`,
          },
        ];
  return [...behaviour, ...buttons, ...scenario.checks.map((check, k) => runCheck(check, k, scenario, result))];
}

function runCheck(check: Check, k: number, scenario: Scenario, result: PlayedResult): CheckResult {
  const number = k + 1;
  switch (check.type) {
    case "mustSay":
    case "mustNotSay":
    case "slot":
    case "refusal": {
      const name = check.type === "slot" ? `${number} slot ${check.slot}` : `${number} ${check.type}`;
      const said = findAgentWords(scenario, result, check.inReplyTo);
      if (said === null)
        return { name, kind: "words", status: "failed", detail: `expected step ${check.inReplyTo} to be taken, received the call's end` };
      if (!result.lanes.agent.words) return { name, kind: "words", status: "leftOut", detail: "the agent's words are not known" };
      return { name, kind: "words", ...checkWords(check, said) };
    }
    case "reaches": {
      const reached = result.nodes.map(({ nodeId, title }) => title || nodeId);
      const isReached = result.nodes.some(({ nodeId, title }) => nodeId === check.node || title.toLowerCase() === check.node.toLowerCase());
      const detail = isReached ? `reached ${check.node}` : `expected to reach ${check.node}, received ${reached.join(", ") || "no node"}`;
      return { name: `${number} reaches ${check.node}`, kind: "flow", status: isReached ? "passed" : "failed", detail };
    }
    case "ends": {
      const isRight = result.reason === check.reason;
      const detail = isRight ? result.reason : `expected the call to end by ${check.reason}, received ${result.reason}`;
      return { name: `${number} ends`, kind: "flow", status: isRight ? "passed" : "failed", detail };
    }
    case "latency": {
      const name = `${number} ${check.figure}`;
      const value = measureCall(findConversation(result))[check.figure];
      if (value === null) return { name, kind: "latency", status: "leftOut", detail: "there was nothing to measure" };
      const measured = `${Math.round(value)} ms`;
      if (value <= check.maxMs) return { name, kind: "latency", status: "passed", detail: measured };
      return { name, kind: "latency", status: "failed", detail: `expected at most ${check.maxMs} ms, received ${measured}` };
    }
    case "judge": {
      const name = `${number} judge`;
      const judgement = result.judgements.find((candidate) => candidate.check === k);
      if (!judgement) return { name, kind: "judge", status: "leftOut", detail: "no judge was asked" };
      const { score, model } = judgement;
      if (score === null) return { name, kind: "judge", status: "leftOut", detail: `${model} gave no score` };
      const isEnough = score >= check.minScore;
      const detail = isEnough ? `${model} gave ${score} of 5` : `expected ${check.minScore} of 5 or more, received ${score} by ${model}`;
      return { name, kind: "judge", status: isEnough ? "passed" : "failed", detail };
    }
  }
}
