/** Somebody appears to the team under another name. */
import { db } from "@duologue/db";
import type { ChangeNameInput } from "@/lib/shared/team";
import { audit } from "../audit";
import type { Viewer } from "./session";

export async function changeName(viewer: Viewer, { name }: ChangeNameInput): Promise<void> {
  await db.user.update({ where: { id: viewer.userId }, data: { name } });
  await audit(viewer, "member.renamed", { type: "member", id: viewer.userId });
}
