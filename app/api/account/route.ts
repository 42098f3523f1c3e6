import { changeName } from "@/lib/server/auth/change-name";
import { route } from "@/lib/server/http/route";
import { changeNameInput } from "@/lib/shared/team";

export const PATCH = route({ permission: "viewer" }, async ({ viewer, json }) => changeName(viewer, await json(changeNameInput)));
