import { answerJson, route } from "@/lib/server/http/route";
import { unlockLink } from "@/lib/server/links/unlock-link";
import { unlockLinkInput } from "@/lib/shared/links";

export const POST = route(
  { permission: "public", rateLimit: { name: "link-unlock", points: 10, perSeconds: 300 } },
  async ({ param, json }) => {
    const cookie = await unlockLink(param("token"), (await json(unlockLinkInput)).password);
    return answerJson({ ok: true }, { headers: { "set-cookie": cookie } });
  },
);
