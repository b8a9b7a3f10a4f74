import * as z from "zod";

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  REALCHAT_SECRET: z.string().min(32, "REALCHAT_SECRET needs at least 32 characters; `npm start` makes one for you"),
  /** Where the browser reaches the studio; cookies and invitation links follow it. */
  REALCHAT_URL: z.url().optional(),
  /** Proxies in front of the web process: so many of the last addresses in X-Forwarded-For are believed. */
  REALCHAT_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** What the first account asks for where others on the network could be faster; `npm start` sets and prints it. */
  REALCHAT_SETUP_CODE: z.string().min(16).optional(),
  REALCHAT_ADMIN_EMAIL: z.email().optional(),
  REALCHAT_ADMIN_PASSWORD: z.string().min(12).optional(),
  REALCHAT_ADMIN_TOKEN: z.string().min(24).optional(),
  /** 0 = as fast as it can. */
  REALCHAT_EMBEDDED_TOKENS_PER_SECOND: z.coerce.number().min(0).max(10_000).default(40),
  REALCHAT_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(2_000).default(256),
  /** Models may be served at link-local addresses, where clouds hand out credentials. */
  REALCHAT_ALLOW_LINK_LOCAL: z
    .enum(["0", "1"])
    .default("0")
    .transform((given) => given === "1"),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_MODEL: z.string().optional(),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The environment, parsed once. Throws one readable message that lists everything wrong with it. */
export function env(): Env {
  if (parsed) return parsed;
  // An empty variable means "not set": compose files and CI pass those.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) throw new Error(`The environment is not usable:\n${z.prettifyError(result.error)}`);
  parsed = result.data;
  return parsed;
}
