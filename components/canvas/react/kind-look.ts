import type { ConditionType, NodeType } from "@duologue/persona";
import {
  ArrowDown,
  CornerDownRight,
  Flag,
  Hourglass,
  ListChecks,
  type LucideIcon,
  MessageSquareQuote,
  PhoneOff,
  Play,
  Quote,
  StickyNote,
  Timer,
} from "lucide-react";

export interface KindLook {
  icon: LucideIcon;
  /** the little tile with the icon */
  tile: string;
  /** the same colour as a CSS value, for the minimap */
  color: string;
}

/** Icon and colour of each node kind; the same on card, palette, minimap and list. */
export const NODE_LOOK: Record<NodeType, KindLook> = {
  start: { icon: Play, tile: "bg-success/12 text-success", color: "var(--success)" },
  stage: { icon: Flag, tile: "bg-accent/12 text-accent", color: "var(--accent)" },
  say: { icon: MessageSquareQuote, tile: "bg-agent/12 text-agent", color: "var(--agent)" },
  note: { icon: StickyNote, tile: "bg-warning/12 text-warning", color: "var(--warning)" },
  end: { icon: PhoneOff, tile: "bg-danger/12 text-danger", color: "var(--danger)" },
};

export const CONDITION_ICON: Record<ConditionType, LucideIcon> = {
  always: ArrowDown,
  persona_said: Quote,
  silence: Hourglass,
  time: Timer,
  caller_choice: ListChecks,
  else: CornerDownRight,
};
