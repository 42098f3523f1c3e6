import type { ScorecardResult } from "@/lib/shared/scorecards";
import { scorecardRows } from "./scorecard-rows";

/** Every figure with what it means, by our rule; the benchmark's beneath it where it has one. */
export function ScorecardFigures({ result }: { result: ScorecardResult }) {
  const { callerSpeechMs, agentSpeechMs } = result.strict;
  if (callerSpeechMs + agentSpeechMs === 0)
    return <p className="text-muted text-sm">Nobody is heard in this recording: there is nothing to measure.</p>;
  return (
    <dl
      aria-labelledby="scorecard"
      className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 xl:grid-cols-4"
    >
      {scorecardRows(result).map(({ name, value, detail, meaning, official }) => (
        <div key={name} className="bg-surface px-4 py-3">
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="mt-0.5 font-semibold text-lg tabular-nums">{value}</dd>
          <dd className="text-xs tabular-nums">{detail}</dd>
          <dd className="mt-1 text-pretty text-muted text-xs">{meaning}</dd>
          {official ? <dd className="mt-1 text-pretty text-muted text-xs tabular-nums">By the benchmark’s rule: {official}.</dd> : null}
        </div>
      ))}
    </dl>
  );
}
