import { signUp } from "@/lib/server/auth/sign-up";
import { answerJson, route } from "@/lib/server/http/route";
import { signUpInput } from "@/lib/shared/team";

export const POST = route({ permission: "public", rateLimit: { name: "sign-up", points: 10, perSeconds: 3_600 } }, async ({ json }) =>
  answerJson(await signUp(await json(signUpInput)), { status: 201 }),
);
