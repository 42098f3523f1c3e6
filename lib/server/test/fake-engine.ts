/** An engine's HTTP face that remembers what it was told. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@duologue/db";

export interface FakeEngine {
  id: string;
  url: string;
  /** path and body of every request, in order */
  requests: { path: string; authorization: string; body: { reason?: string; texts?: string[] } }[];
  close(): Promise<void>;
}

/** Registers itself as the engine `id`. `countTokens`: what it answers to POST /tokens; without it, it cannot count. */
export async function startFakeEngine(id: string, countTokens?: (text: string) => number): Promise<FakeEngine> {
  const requests: FakeEngine["requests"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { texts?: string[] };
    requests.push({ path: request.url ?? "", authorization: request.headers.authorization ?? "", body });
    const reply =
      request.url === "/tokens" ? { counts: (body.texts ?? []).map((text) => countTokens?.(text) ?? 0), exact: true } : { ok: true };
    response.setHeader("content-type", "application/json").end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await db.engine.update({ where: { id }, data: { internalUrl: url, publicUrl: url, exactTokens: countTokens !== undefined } });
  return {
    id,
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
