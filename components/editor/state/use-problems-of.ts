"use client";

import type { Problem } from "@duologue/persona";
import { useMemo } from "react";
import { NO_PROBLEMS, problemsByTarget } from "@/components/canvas/core/problems-by-target";
import { useEditor } from "./editor-context";

/** The problems of one node or one line, errors first. */
export function useProblemsOf(kind: "node" | "edge", id: string): readonly Problem[] {
  const problems = useEditor((state) => state.problems);
  return useMemo(() => {
    const by = problemsByTarget(problems);
    return (kind === "node" ? by.nodes : by.edges).get(id) ?? NO_PROBLEMS;
  }, [problems, kind, id]);
}
