import * as z from "zod";
import { jobSchema } from "../job";
import { faultOfBaseUrl } from "../model";

/** A Ray cluster, or a server with OpenAI's fine-tuning API. */
export const placeKindSchema = z.enum(["ray", "fine_tuning"]);
export type PlaceKind = z.infer<typeof placeKindSchema>;

/** Whose dialect a fine-tuning server speaks; `auto`: found by looking. */
export const tuningServerSchema = z.enum(["auto", "openai", "unsloth", "nebius", "azure", "other"]);
export type TuningServer = z.infer<typeof tuningServerSchema>;

export const placeSettingsSchema = z.strictObject({
  server: tuningServerSchema.default("auto"),
  /** Of a fine-tuning server that multiplies a learning rate of its own: that rate, where it is known; null: as its dialect has it. */
  baseRate: z
    .number("A rate such as 0.0002")
    .positive("A rate is above 0")
    .max(1, "A rate is at most 1; 2e-4 is usual")
    .nullable()
    .default(null),
  /** Of Ray: where the result is put so that it can be had again: a folder that all machines share, or s3://bucket/folder. */
  storage: z.string().trim().max(500).default(""),
  /** Of Ray: packages that its machines lack, as pip takes them. */
  packages: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  /** Of Ray: cards that a job asks for. */
  gpus: z.number().int().min(0).max(64).default(0),
  /** Where models that were trained there can be asked; empty: the base URL itself. */
  servesAt: z.string().trim().max(300).default(""),
});
export type PlaceSettings = z.infer<typeof placeSettingsSchema>;

/** What a look at a place found; null where the server does not tell. */
export const placeAbilitiesSchema = z.object({
  server: z.string().default(""),
  version: z.string().nullable().default(null),
  /** What can be trained there. */
  models: z.array(z.string()).default([]),
  validation: z.boolean().nullable().default(null),
  cancel: z.boolean().nullable().default(null),
  masks: z.boolean().nullable().default(null),
  lora: z.boolean().nullable().default(null),
  full: z.boolean().nullable().default(null),
  cores: z.number().nullable().default(null),
  gpus: z.number().nullable().default(null),
});
export type PlaceAbilities = z.infer<typeof placeAbilitiesSchema>;

const fields = {
  name: z.string().trim().min(1, "Give it a name").max(120),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "An address like http://127.0.0.1:8265 or https://api.example.com/v1" })
    .superRefine((baseUrl, { addIssue }) => {
      const message = faultOfBaseUrl(baseUrl);
      if (message) addIssue({ code: "custom", message });
    }),
  settings: placeSettingsSchema.prefault({}),
  /** Goes in, and never comes out. Left out: the stored one stays (of the same origin alone); null: there is none. */
  key: z
    .string()
    .min(1)
    .max(10_000)
    .regex(/^[\x21-\x7e]+$/, "The key holds a space, a line break, or an invisible or foreign sign; copy it again")
    .nullable()
    .optional(),
};

export const newPlaceSchema = z.strictObject({ kind: placeKindSchema }).extend(fields);
export type NewPlace = z.infer<typeof newPlaceSchema>;

/** What it is stays: jobs went there. */
export const changedPlaceSchema = z.strictObject(fields);
export type ChangedPlace = z.infer<typeof changedPlaceSchema>;

export const trainingPlaceSchema = z.object({
  id: z.string(),
  kind: placeKindSchema,
  name: z.string(),
  baseUrl: z.string(),
  settings: placeSettingsSchema,
  hasKey: z.boolean(),
  /** null until a look has found it. */
  abilities: placeAbilitiesSchema.nullable(),
  /** The look that was asked for last, and what it found in words. */
  test: jobSchema.pick({ id: true, status: true, error: true }).extend({ text: z.string().nullable() }).nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type TrainingPlace = z.infer<typeof trainingPlaceSchema>;
