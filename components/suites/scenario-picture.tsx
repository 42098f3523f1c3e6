import { cn } from "@/components/ui/class-names";
import type { StepPicture } from "@/lib/shared/suites";
import { type AgentBlock, type CallerBlock, type LaneBlock, layoutScenario } from "./layout-scenario";

const AGENT: Record<AgentBlock["kind"], string> = {
  speaks: "bg-agent/35",
  wanted: "border border-agent border-dashed bg-agent/10",
};
const CALLER: Record<CallerBlock["kind"], string> = {
  turn: "bg-caller",
  interruption: "bg-caller",
  backchannel: "rounded-full bg-caller/60",
  toOther: "bg-caller/30",
  background: "bg-caller/30",
  button: "rounded-full bg-foreground",
};

/** The script as two lanes. For eyes only: the same stands beside it in words. */
export function ScenarioPicture({ steps }: { steps: readonly StepPicture[] }) {
  const { durationMs, caller, agent } = layoutScenario(steps);
  const place = ({ fromMs, toMs }: LaneBlock) => ({
    left: `${(fromMs / durationMs) * 100}%`,
    width: `max(3px, ${((toMs - fromMs) / durationMs) * 100}%)`,
  });
  return (
    <div aria-hidden className="flex flex-col gap-px overflow-hidden rounded-md border border-line bg-line">
      <div className="relative h-6 bg-surface-raised">
        {agent.map((block) => (
          <span key={block.fromMs} className={cn("absolute inset-y-1 rounded-sm", AGENT[block.kind])} style={place(block)} />
        ))}
      </div>
      <div className="relative h-6 bg-surface-raised">
        {caller.map((block) => (
          <span
            key={`${block.stepId} ${block.fromMs}`}
            className={cn("absolute inset-y-1 rounded-sm", CALLER[block.kind])}
            style={place(block)}
          />
        ))}
      </div>
    </div>
  );
}

/** What the picture's colours mean, once for a page. */
export function PictureLegend() {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-muted text-xs">
      <Entry className="bg-agent/35">persona speaks</Entry>
      <Entry className="border border-agent border-dashed bg-agent/10">what it should do</Entry>
      <Entry className="bg-caller">caller</Entry>
      <Entry className="rounded-full bg-caller/60">“mm-hm”</Entry>
      <Entry className="bg-caller/30">not meant for it</Entry>
    </ul>
  );
}

function Entry({ className, children }: { className: string; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={cn("h-3 w-5 rounded-sm", className)} />
      {children}
    </li>
  );
}
