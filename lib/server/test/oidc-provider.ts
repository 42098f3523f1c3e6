/** An OpenID provider for tests: discovery, authorization code with PKCE, signed id tokens. Whoever comes is `person`. */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface OidcPerson {
  sub: string;
  name: string;
  email: string;
}
interface Grant {
  person: OidcPerson;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** who signs in there at the next visit */
  person: OidcPerson;
  /** put into the id token in place of the one that was asked for */
  forgedNonce: string | null;
  close(): Promise<void>;
}

export async function startOidcProvider(): Promise<OidcProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "test", use: "sig", alg: "RS256" };
  const grants = new Map<string, Grant>();
  const provider: OidcProvider = {
    issuer: "",
    clientId: "duologue",
    clientSecret: "the-client-secret",
    person: { sub: "1", name: "Nobody", email: "nobody@example.org" },
    forgedNonce: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  /** Only what a provider must refuse is looked at; the rest is the client's to check. */
  async function token(request: IncomingMessage): Promise<object | null> {
    const form = new URLSearchParams(await readText(request));
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const secret = `Basic ${Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString("base64")}`;
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || request.headers.authorization !== secret) return null;
    if (challenge !== grant.challenge || form.get("redirect_uri") !== grant.redirectUri) return null;
    const idToken = await new SignJWT({ ...grant.person, nonce: provider.forgedNonce ?? grant.nonce })
      .setProtectedHeader({ alg: "RS256", kid: "test" })
      .setIssuer(provider.issuer)
      .setAudience(provider.clientId)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(privateKey);
    return { access_token: randomUUID(), token_type: "Bearer", expires_in: 300, id_token: idToken };
  }

  function authorize(url: URL): string {
    const ask = (name: string) => url.searchParams.get(name) ?? "";
    const code = randomUUID();
    grants.set(code, {
      person: provider.person,
      nonce: ask("nonce"),
      challenge: ask("code_challenge"),
      redirectUri: ask("redirect_uri"),
    });
    const back = new URL(ask("redirect_uri"));
    back.searchParams.set("code", code);
    back.searchParams.set("state", ask("state"));
    return back.href;
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", provider.issuer);
    const answer = (value: object | null) =>
      response
        .writeHead(value ? 200 : 400, { "content-type": "application/json" })
        .end(JSON.stringify(value ?? { error: "invalid_grant" }));
    if (url.pathname === "/authorize") response.writeHead(302, { location: authorize(url) }).end();
    else if (url.pathname === "/token") answer(await token(request));
    else if (url.pathname === "/jwks") answer({ keys: [jwk] });
    else {
      answer({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
