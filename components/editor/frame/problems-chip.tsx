"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { countWords } from "../problems/count-words";
import { useEditor } from "../state/editor-context";
import { useProblems } from "../state/use-problems";

/** How many problems there are; opens the list. */
export function ProblemsChip() {
  const problems = useProblems();
  const ready = useEditor((state) => state.compiled !== null);
  const setPanels = useEditor((state) => state.setPanels);
  const errors = problems.filter((problem) => problem.level === "error").length;
  const Icon = problems.length === 0 ? CircleCheck : errors > 0 ? CircleAlert : TriangleAlert;
  const words = countWords(errors, problems.length - errors);
  if (!ready) return null;
  return (
    <button
      type="button"
      aria-label={`${words}. Show the list`}
      onClick={() => setPanels({ tab: "problems", inspectorOpen: true })}
      className={cn(
        "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 font-medium text-xs transition-colors [&_svg]:size-3.5",
        problems.length === 0 && "border-line text-muted hover:text-foreground",
        errors > 0 && "border-danger/35 bg-danger/8 text-danger hover:bg-danger/14",
        errors === 0 && problems.length > 0 && "border-warning/40 bg-warning/8 text-warning hover:bg-warning/14",
      )}
    >
      <Icon aria-hidden />
      <span className="hidden sm:inline">{words}</span>
      <span className="sm:hidden">{problems.length}</span>
    </button>
  );
}
