import { route } from "@/lib/server/http/route";
import { changeRole, removeMember } from "@/lib/server/team/members";
import { memberInput } from "@/lib/shared/team";

export const PATCH = route({ permission: "owner" }, async ({ viewer, param, json }) =>
  changeRole(viewer, param("userId"), (await json(memberInput)).role),
);

export const DELETE = route({ permission: "owner" }, ({ viewer, param }) => removeMember(viewer, param("userId")));
