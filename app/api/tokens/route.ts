import { route } from "@/lib/server/http/route";
import { countTokens } from "@/lib/server/tokens/count-tokens";
import { countTokensInput } from "@/lib/shared/personas";

export const POST = route({ permission: "viewer" }, async ({ json }) => countTokens((await json(countTokensInput)).texts));
