import { changePassword } from "@/lib/server/auth/change-password";
import { answerJson, route } from "@/lib/server/http/route";
import { changePasswordInput } from "@/lib/shared/team";

export const POST = route(
  { permission: "member", rateLimit: { name: "password", points: 30, perSeconds: 900 } },
  async ({ person, json }) =>
    answerJson({ ok: true }, { headers: { "set-cookie": await changePassword(person, await json(changePasswordInput)) } }),
);
