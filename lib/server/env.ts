/** The studio's environment, read once and checked once; nobody else reads process.env. */
import { z } from "zod";

/** `KEY=` in an .env file means "not set". */
const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const secret = z.string().min(32, "at least 32 characters; `npm run up` makes one");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "postgresql://user:password@host:port/database"),
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_URL: z.url("the address that people open, such as http://localhost:3000"),
  ENGINE_SECRET: secret,
  STORAGE_DIR: z.string().min(1).default(".data/storage"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** how many reverse proxies stand in front and append to X-Forwarded-For; 0: the header is not believed */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  SMTP_URL: optional,
  EMAIL_FROM: optional,
  EVAL_JUDGE_URL: optional,
  EVAL_JUDGE_MODEL: optional,
  EVAL_JUDGE_KEY: optional,
});
export type Env = z.infer<typeof schema>;

let parsed: Env | null = null;

/** Throws, naming each variable that is missing or wrong and what it should look like. */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: expected ${issue.message}`);
    throw new Error(`The studio's environment is not complete:\n${lines.join("\n")}\nSee .env.example, or start with \`npm run up\`.`);
  }
  parsed = result.data;
  return parsed;
}

/** The studio is served over TLS, so cookies may be marked secure. */
export function isHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith("https://");
}
