import { THRESHOLDS } from "@duologue/metrics";
import type { ReactNode } from "react";
import { MarksLegend } from "@/components/call/marks-legend";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

const seconds = (ms: number) => `${ms / 1_000} s`;
const {
  voiceMinMs,
  responseWithinMs,
  shortUtteranceMs,
  goesOnMs,
  bargeInMinOverlapMs,
  unheardAfterMs,
  resumeWithinMs,
  deadAirMs,
  humanLikeRepairMs,
} = THRESHOLDS;

const FIGURES: [name: string, ours: string, benchmark: string | null][] = [
  [
    "Response",
    "At each change from the caller to the persona: the start of its turn minus the end of the caller’s, with its sign. The median, and the moment by which nine of ten answers had begun.",
    `From each end of the caller to the persona’s next beginning after it, so never below zero; the mean, and how many came within ${seconds(humanLikeRepairMs.value)}.`,
  ],
  [
    "Time to stop",
    `At each barge-in: from its start until the persona is silent. Where the persona still speaks ${seconds(unheardAfterMs.value)} after the caller has ended, it was not heard, and counts apart.`,
    "The length of every overlap of the two sides, whoever began it; the mean. Who merely ends late counts as well.",
  ],
  [
    "False stops",
    `The caller says something of at most ${seconds(shortUtteranceMs.value)} over the persona’s speech and nothing more for ${seconds(resumeWithinMs.value)}, and the persona does not go on. From the sound alone a short “stop” looks the same: at most that many.`,
    null,
  ],
  [
    "Missed turns",
    `The caller ended, and for ${seconds(responseWithinMs.value)} nobody spoke. Out of those and of the turns that were answered in that time.`,
    null,
  ],
  ["Both talking", "The time in which both are heard, of the time in which anybody is.", null],
  [
    "Gap",
    `Silence between one side’s turn and the other’s; the median. Beside it the longest silence, and how many were longer than ${seconds(deadAirMs.value)}.`,
    null,
  ],
  ["Persona’s share", "The length of the persona’s voice, of both voices.", null],
  ["Words per minute", "The words that the persona’s own text stream holds, per minute of its voice.", null],
];

/** What stands behind a scorecard, in plain words. */
export function HowMeasured() {
  return (
    <>
      <PageHeader
        back={{ href: "/calls", label: "Calls" }}
        title="How calls are measured"
        description="When a call has ended, its recording is listened to once more: a voice detector finds where each side speaks, and the figures follow from that. No words of the caller are needed, and none are stored."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardHeader>
            <CardTitle>The figures</CardTitle>
          </CardHeader>
          <CardContent>
            <dl className="flex flex-col gap-5 text-sm">
              {FIGURES.map(([name, ours, benchmark]) => (
                <div key={name}>
                  <dt className="font-medium">{name}</dt>
                  <dd className="mt-1 max-w-prose text-pretty text-muted">{ours}</dd>
                  {benchmark ? (
                    <dd className="mt-1 max-w-prose text-pretty text-muted">
                      <span className="text-foreground">By the benchmark’s rule:</span> {benchmark}
                    </dd>
                  ) : null}
                </div>
              ))}
            </dl>
          </CardContent>
        </Card>
        <div className="flex flex-col gap-6">
          <Part title="The marks">
            <MarksLegend />
            <p className="mt-3">
              A barge-in overlaps the persona by at least {bargeInMinOverlapMs.value} ms. A backchannel lasts at most{" "}
              {seconds(shortUtteranceMs.value)}, and the other goes on for more than {goesOnMs.value} ms after it. Times are rounded to
              frames of 80 ms.
            </p>
          </Part>
          <Part title="During the call">
            <p>
              What the call panel shows, and the call’s page until it is measured, the engine notes while it listens: the caller by the same
              detector frame by frame, the persona by its level. A voice may begin and end a frame or two earlier or later than here, and
              sounds of less than {voiceMinMs.value} ms count as well, which are no voice here: so turns, barge-ins and the time of both
              talking may be other figures there.
            </p>
          </Part>
          <Part title="Two rules">
            <p>
              Ours keeps the sign of a latency and tells failures apart. The benchmark’s, Full-Duplex-Bench v1.5, stands beside it as it is,
              weaknesses included, so that a figure can be compared with a published one. Figures of a single call are few: do not read much
              into a small difference.
            </p>
          </Part>
          <Part title="Who was measured">
            <p>
              The card names what answered: a checkpoint with its hash, or the rehearsal voice, which is scripted and says nothing about a
              model.
            </p>
          </Part>
          <p className="text-muted text-xs">
            All thresholds, with their sources, stand in <span className="font-mono">docs/evaluation.md</span>.
          </p>
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent className="text-pretty text-muted text-sm">{children}</CardContent>
    </Card>
  );
}
