"use client";

import { type ReactNode, useState } from "react";
import { Switch } from "@/components/ui/switch";
import { type ComparedReport, comparisonGroups, FEWEST_PAIRS, passGroups } from "./comparison-rows";
import { ComparisonTable } from "./comparison-table";

export interface ComparisonProps {
  report: ComparedReport;
  /** who answered each persona, where that differs */
  answeredBy?: readonly string[] | null;
  /** what stands below the rates */
  children?: ReactNode;
}

/** How much passed and how the turns were taken, persona beside persona. */
export function Comparison({ report, answeredBy = null, children }: ComparisonProps) {
  const [isOfficial, setOfficial] = useState(false);
  return (
    <div className="flex flex-col gap-8">
      <section aria-label="What passed" className="flex flex-col gap-6">
        <h2 className="font-semibold">What passed</h2>
        {passGroups(report).map((group) => (
          <ComparisonTable key={group.key} report={report} group={group} answeredBy={answeredBy} />
        ))}
        {children}
      </section>
      <section aria-label="How it took turns" className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h2 className="font-semibold">How it took turns</h2>
          <Switch checked={isOfficial} onCheckedChange={setOfficial} label="By the benchmark’s own rule" />
        </div>
        {comparisonGroups(report, isOfficial ? "official" : "strict").map((group) => (
          <ComparisonTable key={group.key} report={report} group={group} answeredBy={answeredBy} />
        ))}
      </section>
      <p className="max-w-3xl text-pretty text-muted text-xs">
        In brackets the 95 % interval by bootstrap over calls (where all or none hit, the exact binomial one for as many calls), and how
        many values stand behind the figure. A difference is drawn from scenarios in pairs; it is called better or worse only where its
        interval lies on one side of 0, so that another draw of such scenarios would show it as well, and where at least {FEWEST_PAIRS}{" "}
        scenarios stand behind it.
      </p>
    </div>
  );
}
