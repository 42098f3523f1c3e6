import type { Change } from "@duologue/persona";
import { CircleAlert, CircleCheck, type LucideIcon, Minus, PencilLine, Plus, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ImportPreview as Preview } from "@/lib/shared/personas";

function Block({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <h3 className="mb-2 font-medium text-sm">
        {title} <span className="font-normal text-muted">{count}</span>
      </h3>
      <ul
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what surrounds it scrolls, and from here the keyboard scrolls it
        tabIndex={0}
        className="divide-y divide-line rounded-lg border border-line text-sm"
      >
        {children}
      </ul>
    </section>
  );
}

const rowStyle = "flex items-start gap-2.5 px-3 py-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0";

const MARKS: Record<Change["kind"], { icon: LucideIcon; words: string; style: string }> = {
  added: { icon: Plus, words: "Added", style: "text-success" },
  removed: { icon: Minus, words: "Removed", style: "text-danger" },
  changed: { icon: PencilLine, words: "Changed", style: "text-warning" },
};

function ChangeRow({ change: { kind, message, before, after } }: { change: Change }) {
  const { icon: Icon, words, style } = MARKS[kind];
  return (
    <li className={rowStyle}>
      <Icon role="img" aria-label={words} className={style} />
      <div className="min-w-0 flex-1">
        <p className="break-words">{message}</p>
        {before && !message.includes(before) ? <p className="line-clamp-2 break-words text-muted line-through">{before}</p> : null}
        {after && !message.includes(after) ? <p className="line-clamp-2 break-words text-muted">{after}</p> : null}
      </div>
    </li>
  );
}

/** What an import would do: changes against what is there, what cannot be carried over, and what is wrong in the file. */
export function ImportPreview({ preview, replaces }: { preview: Preview; replaces: boolean }) {
  const { name, changes, warnings, problems } = preview;
  const errors = problems.filter(({ level }) => level === "error").length;
  return (
    <div className="flex flex-col gap-5">
      <p className="flex items-start gap-2.5 text-sm">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
        <span>
          <strong className="font-medium">{name}</strong> can be imported.{" "}
          {replaces
            ? changes.length === 0
              ? "It says the same as the persona that is here already."
              : "These changes will be made:"
            : "It becomes a new persona."}
          {errors > 0 ? " Calls need the errors below fixed first; the editor shows where they are." : ""}
        </span>
      </p>
      <Block title="Changes" count={changes.length}>
        {changes.map((change) => (
          <ChangeRow key={`${change.subject}:${change.id}:${change.message}`} change={change} />
        ))}
      </Block>
      <Block title="Please note" count={warnings.length}>
        {warnings.map((warning) => (
          <li key={warning} className={rowStyle}>
            <TriangleAlert aria-hidden className="text-warning" />
            {warning}
          </li>
        ))}
      </Block>
      <Block title="Problems in the file" count={problems.length}>
        {problems.map((problem) => (
          <li key={`${problem.code}:${problem.message}`} className={rowStyle}>
            {problem.level === "error" ? (
              <CircleAlert aria-label="Error" className="text-danger" />
            ) : (
              <TriangleAlert aria-label="Warning" className="text-warning" />
            )}
            {problem.message}
          </li>
        ))}
      </Block>
    </div>
  );
}
