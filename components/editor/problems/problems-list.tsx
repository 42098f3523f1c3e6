"use client";

import type { Problem } from "@duologue/persona";
import { ChevronRight, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { edgeLabel } from "@/components/canvas/core/condition-words";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import { problemKey } from "@/components/canvas/core/problems-by-target";
import { Spinner } from "@/components/ui/spinner";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { useProblems } from "../state/use-problems";

/** Everything that is wrong, errors first. A row leads to the spot. */
export function ProblemsList() {
  const problems = useProblems();
  const ready = useEditor((state) => state.compiled !== null);
  const actions = useEditorActions();
  if (!ready) {
    return (
      <div className="p-6">
        <Spinner label="Checking the persona" />
      </div>
    );
  }
  if (problems.length === 0) {
    return (
      <div className="flex flex-col items-center px-8 py-16 text-center">
        <CircleCheck aria-hidden className="mb-3 size-5 text-success" />
        <p className="font-medium text-sm">No problems</p>
        <p className="mt-1 text-muted text-sm leading-relaxed">Everything can be reached, ends somewhere and fits into the prompt.</p>
      </div>
    );
  }
  return (
    <ul className="flex flex-col">
      {problems.map((problem) => (
        <li key={problemKey(problem)} className="border-line border-b">
          <button
            type="button"
            onClick={() => actions.jumpTo(problem.target)}
            className="flex w-full items-start gap-3 px-4 py-3 text-left hover:bg-surface-raised focus-visible:-outline-offset-2"
          >
            {problem.level === "error" ? (
              <CircleAlert aria-label="Error" className="mt-0.5 size-4 shrink-0 text-danger" />
            ) : (
              <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-warning" />
            )}
            <span className="min-w-0 flex-1">
              <Place target={problem.target} />
              <span className="block text-sm leading-snug">{problem.message}</span>
            </span>
            <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Place({ target }: { target: Problem["target"] }) {
  const flow = useEditor((state) => state.document.flow);
  let words = "Persona";
  if (target.kind === "node") {
    const node = flow.nodes[target.nodeId];
    words = node ? nodeTitle(node) : "A deleted node";
  } else if (target.kind === "edge") {
    const edge = flow.edges[target.edgeId];
    words = edge ? `Edge “${edgeLabel(edge)}”` : "A deleted edge";
  }
  return <span className="mb-0.5 block truncate text-muted text-xs">{words}</span>;
}
