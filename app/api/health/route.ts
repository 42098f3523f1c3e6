import { readHealth } from "@/lib/server/health";
import { answerJson, route } from "@/lib/server/http/route";

export const GET = route({ permission: "public" }, async ({ viewer }) => {
  const health = await readHealth(viewer !== null);
  return answerJson(health, { status: health.ok ? 200 : 503 });
});
