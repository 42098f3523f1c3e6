import { AudioLines, Link2, ListChecks, type LucideIcon, MessagesSquare, PhoneCall, Users } from "lucide-react";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/personas", label: "Personas", icon: MessagesSquare },
  { href: "/voices", label: "Voices", icon: AudioLines },
  { href: "/calls", label: "Calls", icon: PhoneCall },
  { href: "/suites", label: "Suites", icon: ListChecks },
  { href: "/links", label: "Links", icon: Link2 },
  { href: "/team", label: "Team", icon: Users },
];

/** True on the item's page and on the pages below it. */
export function isCurrent(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/** The flow editor fills the window: the rail shrinks to icons and the page gets no margins. */
export function fillsWindow(pathname: string): boolean {
  return /^\/personas\/[^/]+$/.test(pathname);
}
