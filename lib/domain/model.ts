import * as z from "zod";
import { dialectSchema } from "./dialect";
import { samplingSchema } from "./run";
import { modelStateSchema } from "./training-job/model-state";

/** How a transcript becomes a prompt: messages (roles flipped for the user simulator), or the paper's dyadic template. */
export const renderingSchema = z.enum(["chat", "dyadic"]);
export type Rendering = z.infer<typeof renderingSchema>;

/** `openai`: an OpenAI-compatible endpoint. `embedded`: the studio's own small model, for trying it out. */
export const modelKindSchema = z.enum(["openai", "embedded"]);
export type ModelKind = z.infer<typeof modelKindSchema>;

export const modelInputSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the model a name").max(120),
  baseUrl: z
    .url({
      protocol: /^https?$/,
      error: "A base URL like https://api.openai.com/v1 or http://127.0.0.1:8000/v1",
    })
    .superRefine((baseUrl, { addIssue }) => {
      const message = faultOfBaseUrl(baseUrl);
      if (message) addIssue({ code: "custom", message });
    }),
  /** The model id that the endpoint knows. */
  upstreamModel: z.string().trim().min(1, "The model id that the endpoint knows").max(300),
  rendering: renderingSchema.default("chat"),
  contextWindow: z.number().int().min(256, "At least 256 tokens").max(10_000_000),
  sampling: samplingSchema.default({}),
  /** Per million tokens, in any one currency that the team uses for all models. */
  inputPrice: z.number().min(0).max(1_000_000).default(0),
  outputPrice: z.number().min(0).max(1_000_000).default(0),
  /** Some servers never send a finish reason; only with this on is such an answer taken as whole. */
  lenientFinish: z.boolean().default(false),
  dialect: dialectSchema.prefault({}),
  /** Write-only. Absent = keep the stored key (only while the origin stays the same); null = remove it. */
  apiKey: z
    .string()
    .min(1)
    .max(10_000)
    .regex(/^[\x21-\x7e]+$/, "The key holds a space, a line break, or an invisible or foreign sign; copy it again")
    .nullable()
    .optional(),
});
export type ModelInput = z.infer<typeof modelInputSchema>;

export const modelSchema = modelInputSchema.omit({ apiKey: true }).extend({
  id: z.string(),
  kind: modelKindSchema,
  /** Which side an embedded model was trained on; null for endpoints, which may play either. */
  trainedOn: z.enum(["user", "assistant"]).nullable(),
  baseUrl: z.string(),
  hasKey: z.boolean(),
  /** The job that trained it; null where nobody knows. */
  trainingJobId: z.string().nullable(),
  /** Of what a trainer host serves on demand; null: it is always there. */
  state: modelStateSchema.nullable(),
  /** What keeps it from waking, in words. */
  stateDetail: z.string().nullable(),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Model = z.infer<typeof modelSchema>;

/** An entry in the list: with how its newest connection test ended; null where none has. */
export const listedModelSchema = modelSchema.extend({ lastTest: z.enum(["passed", "failed"]).nullable() });
export type ListedModel = z.infer<typeof listedModelSchema>;

/** Scheme, host and port: what a stored key is bound to. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

/** Price of a call in the catalogue's currency; prices are per million tokens. */
export function costOf(
  prices: { inputPrice: number; outputPrice: number },
  usage: { promptTokens: number; completionTokens: number },
): number {
  return (usage.promptTokens * prices.inputPrice + usage.completionTokens * prices.outputPrice) / 1_000_000;
}

/** A connection test: one short reply asked for by a person, answered by the worker that would do the real calls. */
export const probeSchema = z.object({
  id: z.string(),
  modelId: z.string(),
  status: z.enum(["queued", "running", "passed", "failed"]),
  text: z.string(),
  firstTokenMs: z.number().nullable(),
  totalMs: z.number().nullable(),
  /** The settings with which it answered, where it refused how it is asked now. */
  proposal: dialectSchema.nullable(),
  /** What went wrong, in words, and what to do. */
  error: z.string().nullable(),
});
export type Probe = z.infer<typeof probeSchema>;

/** Paths that the studio puts behind a base URL itself. */
const pasted = /\/(?:chat\/completions|completions|responses|embeddings|models)\/*$/i;

/** What is wrong with a base URL, in words, with what to do; null when it can be used. */
export function faultOfBaseUrl(baseUrl: string): string | null {
  if (/[\s\p{C}]/u.test(baseUrl)) return "It holds a space or an invisible character; type it instead of pasting it";
  if (!URL.canParse(baseUrl)) return "A base URL like https://api.openai.com/v1 or http://127.0.0.1:8000/v1";
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "")
    return "Leave the user name and password out; a key goes into its own field";
  if (url.hash !== "") return "Leave out what follows the #";
  const others = [...url.searchParams.keys()].filter((name) => name !== "api-version");
  if (others.length > 0) return "Of a query only api-version may stand here; a key goes into its own field";
  if (pasted.test(url.pathname)) return "End it before /chat/completions and the like: the studio puts that behind it";
  if (/https?:/i.test(url.pathname) || /(\/[^/]+(?:\/[^/]+)*)\1\/*$/.test(url.pathname))
    return "Its path stands there twice";
  return null;
}
