import { DUPLEX_ROWS, OVERLAP_ROWS, SERVICE_ROWS, SOURCES, type SourceName } from "@duologue/metrics";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatMs } from "@/lib/shared/format";

const rate = (value: number | null) => (value === null ? "–" : String(value));

/** What others published of models that one may want to stand beside. Named as theirs wherever it is shown. */
export function PublishedResults({ headingLevel = 2 }: { headingLevel?: 2 | 3 }) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const heading = (title: string) => <Heading className="mb-2 font-medium text-sm">{title}</Heading>;
  return (
    <div className="flex flex-col gap-8">
      <p className="max-w-3xl text-pretty rounded-lg border border-line bg-surface px-4 py-3 text-sm">
        <strong className="font-semibold">Published by others; never measured by us.</strong> Other recordings, other rules of judging,
        other machines: a figure of a run of yours can be read beside the official figures of the same task, with care, and says nothing
        beside the others.
      </p>
      <section>
        {heading("Full-Duplex-Bench v1: take-over rates and latencies")}
        <Published
          label="Full-Duplex-Bench v1"
          columns={[
            "Pause, synthetic ↓",
            "Pause, Candor ↓",
            "Backchannel ↓",
            "Per second",
            "Divergence ↓",
            "Turn ↑",
            "Turn latency ↓",
            "Interruption ↑",
            "Judge 0–5 ↑",
            "Interruption latency ↓",
          ]}
          rows={DUPLEX_ROWS.map((row) => ({
            model: row.model,
            source: row.source,
            cells: [
              rate(row.pauseSyntheticRate),
              rate(row.pauseCandorRate),
              rate(row.backchannelRate),
              rate(row.backchannelPerSecond),
              rate(row.backchannelDivergence),
              rate(row.smoothTurnRate),
              formatMs(row.smoothTurnLatencyMs),
              rate(row.interruptionRate),
              rate(row.interruptionJudge),
              formatMs(row.interruptionLatencyMs),
            ],
          }))}
        />
      </section>
      <section>
        {heading("Full-Duplex-Bench v1.5: how often a judge saw what was wanted")}
        <Published
          label="Full-Duplex-Bench v1.5"
          columns={["Interruption: responds ↑", "Backchannel: resumes ↑", "To somebody else: resumes ↑", "Background: resumes ↑"]}
          rows={OVERLAP_ROWS.map((row) => ({
            model: row.model,
            source: row.source,
            cells: [row.interruptionRespondRate, row.backchannelResumeRate, row.toOtherResumeRate, row.backgroundResumeRate].map(rate),
          }))}
        />
      </section>
      <section>
        {heading("Service-Duplex-Bench: task adherence, 0 to 5")}
        <Published
          label="Service-Duplex-Bench"
          columns={["Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Mean ↑"]}
          rows={SERVICE_ROWS.map(({ model, source, byQuestion, mean }) => ({ model, source, cells: [...byQuestion, mean].map(rate) }))}
        />
        <p className="mt-1.5 text-pretty text-muted text-xs">
          Q0 to Q6 are the benchmark’s kinds of question, among them a name, a detail, a request that cannot be met, rudeness, and what was
          never specified.
        </p>
      </section>
      <section>
        {heading("Sources")}
        <ul className="flex flex-col gap-1.5 text-sm">
          {Object.entries(SOURCES).map(([name, { name: title, url, read }]) => (
            <li key={name} className="break-words">
              <span className="font-medium">{name}</span>:{" "}
              {url ? (
                <a href={url} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                  {title}
                </a>
              ) : (
                title
              )}
              {read === "secondHand" ? <span className="text-muted"> (second-hand: quoted by somebody else)</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface PublishedProps {
  label: string;
  columns: readonly string[];
  rows: readonly { model: string; source: SourceName; cells: readonly string[] }[];
}

function Published({ label, columns, rows }: PublishedProps) {
  return (
    <Table focusable aria-label={`${label}, published by others`}>
      <TableHead>
        <tr>
          <TableHeaderCell className="sticky left-0 bg-surface align-bottom">Model</TableHeaderCell>
          {columns.map((column) => (
            <TableHeaderCell key={column} className="whitespace-normal text-balance px-3 text-right align-bottom">
              {column}
            </TableHeaderCell>
          ))}
          <TableHeaderCell className="align-bottom">Source</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map(({ model, source, cells }) => (
          <TableRow key={`${model} ${source}`}>
            <th scope="row" className="sticky left-0 min-w-32 bg-surface px-4 py-2.5 text-left font-normal">
              {model}
            </th>
            {cells.map((cell, column) => (
              <TableCell key={columns[column]} className="whitespace-nowrap px-3 py-2.5 text-right tabular-nums">
                {cell}
              </TableCell>
            ))}
            <TableCell className="py-2.5 text-muted">{source}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
