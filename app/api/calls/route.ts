import { createCall } from "@/lib/server/calls/create-call";
import { listCalls } from "@/lib/server/calls/list-calls";
import { answerJson, route } from "@/lib/server/http/route";
import { createCallInput, listCallsInput } from "@/lib/shared/calls";

export const GET = route({ permission: "viewer" }, ({ viewer, query }) => listCalls(viewer, query(listCallsInput)));

export const POST = route({ permission: "viewer" }, async ({ viewer, json }) =>
  answerJson(await createCall(viewer, await json(createCallInput)), { status: 201 }),
);
