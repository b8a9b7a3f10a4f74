import * as z from "zod";

const name = z.string().trim().min(1, "Give it a name").max(120);
const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "A key has small letters, digits and _, and begins with a letter");

/** A reason to reject; the first nine answer to the digits. */
export const rejectReasonSchema = z.strictObject({
  key,
  label: name,
  /** The heading of the guideline that it points at, as written there; null = none. */
  clause: z.string().trim().max(200).nullable().default(null),
});
export type RejectReason = z.infer<typeof rejectReasonSchema>;

const option = z.strictObject({ key, label: name });
const field = { key, label: name, target: z.enum(["dialogue", "turn"]), required: z.boolean().default(false) };

/** What annotators fill in besides the verdict. Level of measurement for agreement: `scale` is ordinal, others nominal. */
export const labelFieldSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...field, kind: z.literal("choice"), options: z.array(option).min(2).max(30) }),
  z.strictObject({ ...field, kind: z.literal("several"), options: z.array(option).min(1).max(30) }),
  z.strictObject({
    ...field,
    kind: z.literal("scale"),
    min: z.number().int().min(0).max(10),
    max: z.number().int().min(1).max(10),
    /** What the ends of the scale mean. */
    minLabel: z.string().trim().max(60).default(""),
    maxLabel: z.string().trim().max(60).default(""),
  }),
  z.strictObject({ ...field, kind: z.literal("text"), maxLength: z.number().int().min(1).max(10_000).default(2_000) }),
]);
export type LabelField = z.infer<typeof labelFieldSchema>;

/** Labels that are asked for, each under a key of its own. */
export const labelListSchema = z.array(labelFieldSchema).max(30).refine(distinct, "Two fields have the same key");
export const labelFieldsSchema = labelListSchema.default([]);

/**
 * What people judge by, in one version: the text (markdown), the reasons and the fields change together, and every
 * answer records the version it was given under.
 */
export const guidelineTextSchema = z.strictObject({
  text: z.string().max(100_000, "At most 100,000 characters").default(""),
  reasons: z.array(rejectReasonSchema).max(40).default([]).refine(distinct, "Two reasons have the same key"),
  fields: labelFieldsSchema,
});
export type GuidelineText = z.infer<typeof guidelineTextSchema>;

export const guidelineSchema = guidelineTextSchema.extend({
  queueId: z.string(),
  version: z.number().int(),
  personName: z.string(),
  createdAt: z.iso.datetime(),
});
export type Guideline = z.infer<typeof guidelineSchema>;

function distinct(items: { key: string }[]): boolean {
  return new Set(items.map((item) => item.key)).size === items.length;
}
