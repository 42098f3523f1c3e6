import type { Role } from "@/lib/shared/team";

export const ROLE_WORDS: Record<Role, { label: string; may: string; many: string }> = {
  viewer: { label: "Viewer", may: "listens to calls and makes test calls", many: "listen to calls and make test calls" },
  editor: {
    label: "Editor",
    may: "also changes personas, voices, suites and links",
    many: "also change personas, voices, suites and links",
  },
  owner: { label: "Owner", may: "also decides who belongs to the team", many: "also decide who belongs to the team" },
};

export const ROLE_OPTIONS = (["viewer", "editor", "owner"] as const).map((role) => ({ value: role, label: ROLE_WORDS[role].label }));
