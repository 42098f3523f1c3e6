import type { NodeType } from "@duologue/persona";
import { cn } from "@/components/ui/class-names";
import { NODE_LOOK } from "./kind-look";

/** The coloured tile that says what kind of node this is. */
export function KindTile({ type, className }: { type: NodeType; className?: string }) {
  const { icon: Icon, tile } = NODE_LOOK[type];
  return (
    <span aria-hidden className={cn("grid size-7 shrink-0 place-items-center rounded-md", tile, className)}>
      <Icon className="size-3.5" />
    </span>
  );
}
