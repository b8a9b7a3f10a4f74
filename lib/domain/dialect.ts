import * as z from "zod";

/** What some endpoints refuse to be sent, though the protocol has it. */
export const omittableSchema = z.enum(["stream_options", "temperature", "top_p", "seed", "stop"]);
export type Omittable = z.infer<typeof omittableSchema>;

/** The studio sends these itself, or reads one plain reply only. */
const ownFields = new Set(
  "model messages prompt stream stream_options max_tokens max_completion_tokens n best_of tools functions".split(" "),
);
const ownHeaders =
  /^(?:authorization|proxy-.*|api-key|x-api-key|cookie|host|content-.*|transfer-encoding|connection|te|upgrade|expect)$/i;

const headersSchema = z
  .record(
    z
      .string()
      .max(100)
      .regex(/^[\w-]+$/, "A header's name is letters, digits and hyphens")
      .refine((name) => !ownHeaders.test(name), "The studio sets this header itself; a key goes into its own field"),
    z
      .string()
      .max(2_000)
      .regex(/^[\x20-\x7e]*$/, "A header's value is plain signs without line breaks"),
  )
  .refine((headers) => Object.keys(headers).length <= 20, "At most 20 headers");

const bodySchema = z
  .record(
    z
      .string()
      .min(1)
      .max(100)
      .refine((name) => !ownFields.has(name), "The studio sets this field itself"),
    z.unknown(),
  )
  .refine((fields) => JSON.stringify(fields).length <= 10_000, "At most 10,000 signs of extra fields");

/** How one endpoint wants to be asked, where that differs from the protocol as most servers speak it. */
export const dialectSchema = z.strictObject({
  /** The name of the limit of a reply's length; null = by the address: OpenAI and Azure know the new one, others the old. */
  lengthParameter: z.enum(["max_tokens", "max_completion_tokens"]).nullable().default(null),
  omits: z.array(omittableSchema).max(5).default([]),
  /** As what the system text goes; `user` joins it to the first message, for templates without a system role. */
  systemRole: z.enum(["system", "developer", "user"]).default("system"),
  keyHeader: z.enum(["authorization", "api-key"]).default("authorization"),
  /** The query parameter `api-version`, which Azure's older addresses want; null = as the base URL has it. */
  apiVersion: z
    .string()
    .regex(/^[\w.-]{1,40}$/, "A version is a date like 2024-10-21, or a word")
    .nullable()
    .default(null),
  headers: headersSchema.default({}),
  body: bodySchema.default({}),
});
export type Dialect = z.infer<typeof dialectSchema>;
