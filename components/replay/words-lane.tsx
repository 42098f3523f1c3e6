"use client";

import { Fragment, memo } from "react";
import { BrokenOff } from "@/components/call/broken-off";
import { SCRIPTED_LINE_TITLE, ScriptedLine } from "@/components/call/scripted-line";
import { cn } from "@/components/ui/class-names";
import { formatClock } from "@/lib/shared/format";
import type { LanePlayer } from "./lane-player";
import type { FlowNames, ReplayLine } from "./read-timeline";
import { usePlayheadMs } from "./use-lane-player";
import { wordsOf } from "./words-of";

export interface WordsLaneProps {
  player: LanePlayer | null;
  lines: readonly ReplayLine[];
  names: FlowNames;
  onSeek: (atMs: number) => void;
}

/** Every word at its moment: what has been played is firm, a click goes there. */
export function WordsLane({ player, lines, names, onSeek }: WordsLaneProps) {
  if (lines.length === 0) return <p className="p-5 text-muted text-sm">No words were recorded in this call.</p>;
  return (
    <ol className="flex flex-col gap-1 p-3">
      {player ? (
        <MovingLines player={player} lines={lines} names={names} onSeek={onSeek} />
      ) : (
        <Lines lines={lines} names={names} onSeek={onSeek} atMs={-1} />
      )}
    </ol>
  );
}

function MovingLines({ player, ...rest }: Omit<WordsLaneProps, "player"> & { player: LanePlayer }) {
  return <Lines {...rest} atMs={usePlayheadMs(player, 80)} />;
}

function Lines({ lines, names, onSeek, atMs }: Omit<WordsLaneProps, "player"> & { atMs: number }) {
  const active = lines.findLast((line) => line.kind !== "node" && line.atMs <= atMs);
  return lines.map((line) => (
    <Line key={line.id} line={line} names={names} onSeek={onSeek} atMs={line === active ? atMs : -1} active={line === active} />
  ));
}

interface LineProps {
  line: ReplayLine;
  names: FlowNames;
  onSeek: (atMs: number) => void;
  atMs: number;
  active: boolean;
}

const Line = memo(function Line({ line, names, onSeek, atMs, active }: LineProps) {
  if (line.kind === "node") {
    return (
      <li className="flex items-center gap-3 px-2 pt-3 pb-1 text-muted text-xs">
        {names.nodes[line.nodeId] ?? "Stage"}
        <span aria-hidden className="h-px flex-1 bg-line" />
      </li>
    );
  }
  return (
    <li
      aria-current={active ? "true" : undefined}
      className={cn("grid grid-cols-[3.25rem_1fr] gap-2 rounded-lg px-2 py-1.5", active && "bg-surface-raised")}
    >
      <button
        type="button"
        onClick={() => onSeek(line.atMs)}
        aria-label={`Play from ${formatClock(line.atMs)}`}
        className="self-start rounded pt-0.5 text-left text-muted text-xs tabular-nums hover:text-foreground"
      >
        {formatClock(line.atMs)}
      </button>
      {line.kind === "persona" ? (
        <p
          title={line.sayId === null ? undefined : SCRIPTED_LINE_TITLE}
          className="text-pretty border-agent/60 border-l-2 pl-3 text-[15px] leading-relaxed"
        >
          {line.sayId === null ? null : <ScriptedLine />}
          {wordsOf(line.pieces).map((word) => (
            <Fragment key={`${word[0]?.atMs}-${word[0]?.text}`}>
              {/^\s/.test(word[0]?.text ?? "") ? " " : null}
              {/* a line may end beside any button, and so inside a word that came in pieces */}
              <span className={word.length > 1 ? "whitespace-nowrap" : undefined}>
                {word.map((piece) => (
                  <button
                    key={`${piece.atMs}-${piece.text}`}
                    type="button"
                    tabIndex={-1}
                    onClick={() => onSeek(piece.atMs)}
                    className={cn("rounded-sm text-left hover:bg-agent/15", active && piece.atMs > atMs && "text-muted")}
                  >
                    {piece.text.trim()}
                  </button>
                ))}
              </span>
            </Fragment>
          ))}
          {line.isBrokenOff ? <BrokenOff /> : null}
        </p>
      ) : line.kind === "caller" ? (
        <button type="button" onClick={() => onSeek(line.atMs)} className="border-caller/60 border-l-2 pl-3 text-left text-caller text-sm">
          Caller’s turn, {((line.toMs - line.atMs) / 1_000).toFixed(1)} s
        </button>
      ) : (
        <p className="border-caller/60 border-l-2 pl-3 text-sm">
          <span className="text-muted">Chosen: </span>
          {names.edges[line.edgeId] ?? "an answer"}
        </p>
      )}
    </li>
  );
});
