import type { MemberSummary } from "@/lib/shared/team";

/** A team keeps an owner: the only one cannot step down or leave. */
export function isLastOwner(member: MemberSummary, members: readonly MemberSummary[]): boolean {
  return member.role === "owner" && members.filter(({ role }) => role === "owner").length === 1;
}
