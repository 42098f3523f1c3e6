import { cn } from "@/components/ui/class-names";
import { Table } from "@/components/ui/table";
import { type ComparedReport, type ComparisonCell, type ComparisonGroup, type ComparisonRow, reachesEarly } from "./comparison-rows";
import { formatDifference, formatFigure } from "./figure-words";
import { axisOf, IntervalBar } from "./interval-bar";

/**
 * Figures as rows, personas as columns: value, 95 % interval, number of values, and the difference from the first. On a phone a figure's
 * name stands above its values, so that two personas are seen at once.
 */
export function ComparisonTable({
  report,
  group,
  answeredBy,
}: {
  report: ComparedReport;
  group: ComparisonGroup;
  /** of each persona, where it is not the same for all */
  answeredBy: readonly string[] | null;
}) {
  const { personas } = report;
  return (
    <section>
      <h3 className="mb-2 font-medium text-sm">{group.title}</h3>
      <Table focusable aria-label={group.title}>
        <thead className="border-line border-b text-muted text-xs">
          <tr className="align-top">
            <th scope="col" className="sticky left-0 z-10 w-52 min-w-32 bg-surface px-4 py-2.5 font-medium max-sm:hidden">
              Figure
            </th>
            {personas.map(({ name }, column) => (
              <th
                key={name}
                scope="col"
                className="min-w-36 px-4 py-2.5 font-medium [overflow-wrap:anywhere] sm:min-w-44"
                style={{ width: `${80 / personas.length}%` }}
              >
                <span className="text-foreground">{name}</span>
                {answeredBy ? <span className="block font-normal text-foreground">answered by {answeredBy[column]}</span> : null}
                {column > 0 ? <span className="block font-normal">against {personas[0]?.name}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        {group.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </Table>
      {group.note ? <p className="mt-1.5 text-muted text-xs">{group.note}</p> : null}
    </section>
  );
}

const VERDICT_WORDS = {
  better: "better",
  worse: "worse",
  differs: "differs",
  early: "an early start, not a better one",
  firstEarly: "the first is an early start",
  tooFew: "too few to tell",
  unclear: "not clear",
} as const;

function Row({ row }: { row: ComparisonRow }) {
  const axis = axisOf(row.cells.map(({ figure }) => figure));
  const hasEarly = row.cells.some(({ figure }) => reachesEarly(figure));
  const name = (
    <>
      {row.words}
      {row.better ? (
        <span className="block text-muted text-xs">
          {row.better} is better{hasEarly ? ", but early is not" : ""}
        </span>
      ) : null}
      {hasEarly ? <span className="block text-muted text-xs">early: it began before the caller had ended</span> : null}
    </>
  );
  return (
    <tbody className="border-line border-b last:border-b-0">
      <tr className="sm:hidden">
        <th scope="rowgroup" colSpan={row.cells.length} className="px-4 pt-3 font-medium">
          <span className="sticky left-4 inline-block">{name}</span>
        </th>
      </tr>
      <tr className="align-top">
        <th scope="row" className="sticky left-0 z-10 bg-surface px-4 py-3 font-normal max-sm:hidden">
          {name}
        </th>
        {row.cells.map((cell, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns are the report's personas and never change their order
          <td key={column} className="px-4 py-3 max-sm:pt-1.5">
            <Cell cell={cell} axis={axis} />
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function Cell({ cell: { figure, difference, verdict }, axis }: { cell: ComparisonCell; axis: { from: number; to: number } }) {
  if (figure?.value == null) return <span className="text-muted">–</span>;
  const { value, low, high, n, unit } = figure;
  return (
    <div className="flex max-w-64 flex-col gap-1.5">
      <p className="tabular-nums">
        <span className="font-semibold">{formatFigure(value, unit)}</span>{" "}
        <span className="inline-block text-muted text-xs">
          {low === null || high === null ? "" : `[${formatFigure(low, unit)}, ${formatFigure(high, unit)}] `}(n {n})
        </span>
      </p>
      <IntervalBar figure={figure} {...axis} />
      {difference?.value == null ? null : (
        <p
          className={cn(
            "text-xs tabular-nums",
            verdict === "better" && "text-success",
            verdict === "worse" && "text-danger",
            (verdict === null || verdict === "tooFew") && "text-muted",
          )}
        >
          {formatDifference(difference.value, unit)}
          {difference.low === null || difference.high === null
            ? ""
            : ` [${formatDifference(difference.low, unit)}, ${formatDifference(difference.high, unit)}]`}
          {`, ${VERDICT_WORDS[verdict ?? "unclear"]}`}
        </p>
      )}
    </div>
  );
}
