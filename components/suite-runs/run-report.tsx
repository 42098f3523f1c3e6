"use client";

import type { SuiteReport } from "@duologue/evaluation/suites";
import { Check, X } from "lucide-react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { formatCount } from "@/lib/shared/format";
import type { SuiteRunDetail } from "@/lib/shared/suite-runs";
import { Comparison } from "./comparison";
import { formatFigure, thresholdWords, unitOf } from "./figure-words";
import { PublishedResults } from "./published-results";
import { ScenarioResults } from "./scenario-results";

/** What came of a run: versions side by side, scenario by scenario, and what others published. */
export function RunReport({ run, report }: { run: SuiteRunDetail; report: SuiteReport }) {
  return (
    <Tabs defaultValue="comparison">
      <TabsList>
        <TabsTrigger value="comparison">Comparison</TabsTrigger>
        <TabsTrigger value="scenarios">Scenarios</TabsTrigger>
        <TabsTrigger value="published">Published by others</TabsTrigger>
      </TabsList>
      <TabsContent value="comparison" className="pt-6">
        <Comparison report={report}>
          <Thresholds report={report} />
        </Comparison>
      </TabsContent>
      <TabsContent value="scenarios" className="pt-6">
        <h2 className="sr-only">Scenarios</h2>
        <ScenarioResults report={report} calls={run.calls} />
      </TabsContent>
      <TabsContent value="published" className="pt-6">
        <PublishedResults />
      </TabsContent>
    </Tabs>
  );
}

function Thresholds({ report }: { report: SuiteReport }) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {report.personas.map(({ name, thresholds, failedCalls, disturbedCalls, unjudgedCalls }) => (
        <li key={name}>
          <p className="font-medium">{name}</p>
          <ul className="mt-1 flex flex-col gap-1">
            {thresholds.map(({ figure, min, max, value, passed }) => (
              <li key={figure} className="flex items-start gap-1.5">
                {passed ? (
                  <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
                ) : (
                  <X aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
                )}
                <span className="min-w-0 break-words">
                  {passed ? "Kept" : "Missed"}: {thresholdWords({ figure, min, max })}, is{" "}
                  {value === null ? "not known" : formatFigure(value, unitOf(figure))}
                </span>
              </li>
            ))}
            {failedCalls > 0 ? <li className="text-danger">{formatCount(failedCalls, "call")} did not come about.</li> : null}
            {unjudgedCalls > 0 ? (
              <li className="text-muted">In {formatCount(unjudgedCalls, "call")} nothing could be judged; they count neither way.</li>
            ) : null}
            {disturbedCalls > 0 ? (
              <li className="text-warning">
                In {formatCount(disturbedCalls, "call")} the machine was too slow for some of the caller’s sound: use fewer calls at once.
              </li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}
