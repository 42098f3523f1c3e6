import { expect, it } from "vitest";
import type { MemberSummary, Role } from "@/lib/shared/team";
import { isLastOwner } from "./member-rules";

const member = (userId: string, role: Role): MemberSummary => ({ userId, role, name: userId, email: null, joinedAt: "", isYou: false });

it("protects the only owner, and nobody else", () => {
  const ada = member("ada", "owner");
  const bob = member("bob", "editor");
  expect(isLastOwner(ada, [ada, bob])).toBe(true);
  expect(isLastOwner(bob, [ada, bob])).toBe(false);
  expect(isLastOwner(ada, [ada, member("cleo", "owner")])).toBe(false);
});
