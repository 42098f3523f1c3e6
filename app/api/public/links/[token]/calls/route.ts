import { answerJson, route } from "@/lib/server/http/route";
import { startLinkCall } from "@/lib/server/links/start-link-call";

export const POST = route(
  { permission: "public", rateLimit: { name: "link-call", points: 20, perSeconds: 60 } },
  async ({ param, cookies }) => answerJson(await startLinkCall(param("token"), cookies), { status: 201 }),
);
