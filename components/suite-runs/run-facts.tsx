"use client";

import { Card, CardContent } from "@/components/ui/card";
import { useNextAnswer } from "@/lib/client/use-next-answer";
import { formatCount } from "@/lib/shared/format";
import type { SuiteRunDetail } from "@/lib/shared/suite-runs";
import { awaitedWords, speakerCaution, speakerWords } from "./speaker-words";

/** What was measured: who answered, which build, which checkpoint, which suite, which personas. */
export function RunFacts({ run }: { run: SuiteRunDetail }) {
  const caution = speakerCaution(run.speakers);
  const answers = useNextAnswer();
  const facts: [string, React.ReactNode][] = [
    ["Answered by", run.speakers.length === 0 ? awaitedWords(run, answers) : run.speakers.map(speakerWords).join("; ")],
    ["Engine", run.engineBuild ? `version ${run.engineBuild}` : "not known yet"],
    ["Played by", run.runnerBuild ? `evaluation ${run.runnerBuild}` : "not known yet"],
    ["Suite", <Hash key="suite" sha256={run.suiteSha256} />],
    [
      "Personas",
      <span key="personas" className="flex flex-col gap-0.5">
        {run.personas.map(({ name, sha256 }) => (
          <span key={name}>
            {name} <Hash sha256={sha256} />
          </span>
        ))}
      </span>,
    ],
    [
      "Plays",
      `${formatCount(run.scenarioCount, "scenario")} × ${formatCount(run.repeats, "repeat")} × ${formatCount(run.personas.length, "persona version")}`,
    ],
    ...(run.judge ? [["Judged by", judgesOf(run)] as [string, string]] : []),
  ];
  return (
    <Card>
      <CardContent className="flex flex-col gap-4">
        <h2 className="sr-only">What was measured</h2>
        <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2 lg:grid-cols-3">
          {facts.map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-muted text-xs">{name}</dt>
              <dd className="mt-0.5 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {caution ? <p className="text-pretty rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm">{caution}</p> : null}
      </CardContent>
    </Card>
  );
}

/** By the answers that came; one that was never asked is not named. */
function judgesOf({ report }: SuiteRunDetail): string {
  const calls = report?.personas.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => scenario.calls)) ?? [];
  const models = new Set(calls.flatMap(({ judgements }) => judgements.map(({ model }) => model)));
  return models.size > 0 ? [...models].join(", ") : "nobody yet";
}

function Hash({ sha256 }: { sha256: string }) {
  return (
    <span className="font-mono text-muted text-xs" title={sha256}>
      {sha256.slice(0, 12)}
    </span>
  );
}
