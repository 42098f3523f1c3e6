/** The tables of docs/evaluation.md from the code's own. `npx tsx scripts/evaluation/write-tables.ts` prints them for pasting. */
import { pathToFileURL } from "node:url";
import {
  ABLATION_ROWS,
  type AblationRow,
  DUPLEX_ROWS,
  type DuplexRow,
  OVERLAP_ROWS,
  type OverlapRow,
  SERVICE_ROWS,
  type ServiceRow,
  SOURCES,
  type Source,
  THRESHOLDS,
  type Threshold,
  VOICE_ROWS,
  type VoiceRow,
} from "../../metrics/src/index";

type Cell = string | number | null;

export function thresholdTable(thresholds: Readonly<Record<string, Threshold>>): string {
  const rows = Object.entries(thresholds).map(([name, { value, unit, version, what, source }]) => [
    `\`${name}\``,
    `${plain(value)} ${unit}`.trim(),
    version,
    what,
    source,
  ]);
  return table(["name", "value", "version", "what", "source"], rows);
}

export function duplexTable(rows: readonly DuplexRow[]): string {
  const head = [
    "model",
    "source",
    "pause syn.",
    "pause Candor",
    "BC TOR",
    "BC /s",
    "BC div.",
    "ST TOR",
    "ST ms",
    "UI TOR",
    "UI judge",
    "UI ms",
  ];
  return table(
    head,
    rows.map((row) => [
      row.model,
      row.source,
      row.pauseSyntheticRate,
      row.pauseCandorRate,
      row.backchannelRate,
      row.backchannelPerSecond,
      row.backchannelDivergence,
      row.smoothTurnRate,
      row.smoothTurnLatencyMs,
      row.interruptionRate,
      row.interruptionJudge,
      row.interruptionLatencyMs,
    ]),
  );
}

export function overlapTable(rows: readonly OverlapRow[]): string {
  return table(
    ["model", "source", "interruption: responds", "backchannel: resumes", "to other: resumes", "background: resumes"],
    rows.map((row) => [
      row.model,
      row.source,
      row.interruptionRespondRate,
      row.backchannelResumeRate,
      row.toOtherResumeRate,
      row.backgroundResumeRate,
    ]),
  );
}

export function serviceTable(rows: readonly ServiceRow[]): string {
  return table(
    ["model", "source", "Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "mean"],
    rows.map((row) => [row.model, row.source, ...row.byQuestion, row.mean]),
  );
}

export function voiceTable(rows: readonly VoiceRow[]): string {
  return table(
    ["model", "source", "speaker similarity", "opinion, FDB", "opinion, Service"],
    rows.map((row) => [row.model, row.source, row.speakerSimilarity, row.duplexOpinion, row.serviceOpinion]),
  );
}

export function ablationTable(rows: readonly AblationRow[]): string {
  return table(
    ["share of the data", "source", "speaker similarity", "judge, FDB", "judge, Service"],
    rows.map((row) => [row.dataShare, row.source, row.speakerSimilarity, row.duplexJudge, row.serviceJudge]),
  );
}

export function sourceList(sources: Readonly<Record<string, Source>>): string {
  return Object.entries(sources)
    .map(([key, { name, url, read }]) => `- **${key}**: ${url ? `[${name}](${url})` : name}${read === "itself" ? "" : "; second-hand"}`)
    .join("\n");
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => (typeof cell === "number" ? plain(cell) : (cell ?? "–"))).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** 16,000; 0.35; 1e-10 */
function plain(value: number): string {
  return value !== 0 && value < 0.001 ? value.toExponential() : value.toLocaleString("en-GB", { maximumFractionDigits: 3 });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const text of [
    thresholdTable(THRESHOLDS),
    duplexTable(DUPLEX_ROWS),
    overlapTable(OVERLAP_ROWS),
    serviceTable(SERVICE_ROWS),
    voiceTable(VOICE_ROWS),
    ablationTable(ABLATION_ROWS),
    sourceList(SOURCES),
  ]) {
    console.log(`${text}\n`);
  }
}
