import type { Problem } from "@duologue/persona";
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

/** Kind and name at the top of a form, its actions at the right, its problems below. */
export function FormHeader({
  tile,
  kind,
  title,
  actions,
  problems,
}: {
  tile: ReactNode;
  kind: string;
  title: string;
  actions?: ReactNode;
  problems: readonly Problem[];
}) {
  return (
    <div className="border-line border-b px-4 pt-4 pb-3">
      <div className="flex items-center gap-3">
        {tile}
        <div className="min-w-0 flex-1">
          <div className="text-muted text-xs">{kind}</div>
          <h2 className="truncate font-medium text-sm">{title}</h2>
        </div>
        <div className="flex">{actions}</div>
      </div>
      {problems.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-1.5">
          {problems.map((problem) => (
            <li
              key={`${problem.code}:${problem.message}`}
              className={cn("flex items-start gap-2 text-[13px] leading-snug", problem.level === "error" ? "text-danger" : "text-warning")}
            >
              {problem.level === "error" ? (
                <CircleAlert aria-label="Error:" className="mt-0.5 size-3.5 shrink-0" />
              ) : (
                <TriangleAlert aria-label="Warning:" className="mt-0.5 size-3.5 shrink-0" />
              )}
              {problem.message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
