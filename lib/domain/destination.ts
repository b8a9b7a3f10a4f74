import * as z from "zod";
import { jobSchema } from "./job";

/** Where files can be sent: a repository of a Hugging Face hub, or a bucket that speaks S3. */
export const destinationKindSchema = z.enum(["hub", "bucket"]);
export type DestinationKind = z.infer<typeof destinationKindSchema>;

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `An address like ${example}` })
    .max(300)
    .refine((given) => {
      const { username, password, search, hash } = new URL(given);
      return username === "" && password === "" && search === "" && hash === "";
    }, "The address alone: no name, password, query or #");

/** Parts of a path as they stand in addresses, where nothing needs to be encoded and none leads up. */
const folders = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.=-]+(?:\/[\w.=-]+)*$/;

const hubAddressSchema = z.strictObject({
  kind: z.literal("hub"),
  /** What its repository is of: a hub keeps data sets and models apart. */
  holds: z.enum(["dataset", "model"]).default("dataset"),
  /** Of the hub. */
  url: address("https://huggingface.co").default("https://huggingface.co"),
  repo: z
    .string()
    .trim()
    .max(200)
    .regex(/^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/, "Owner and name, like team/medical-dialogues"),
  /** The branch that is written to. */
  revision: z
    .string()
    .trim()
    .max(100)
    .regex(folders, "The name of a branch: letters, digits, - _ . and /")
    .default("main"),
  /** Makes repository and branch where they are not there; for the team's eyes alone. */
  creates: z.boolean().default(true),
});
export type HubAddress = z.infer<typeof hubAddressSchema>;

const bucketAddressSchema = z.strictObject({
  kind: z.literal("bucket"),
  /** Of the service, without the bucket. */
  url: address("https://s3.eu-central-1.amazonaws.com"),
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,40}$/, "As the service calls it, like eu-central-1; us-east-1 where it has none")
    .default("us-east-1"),
  bucket: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "3 to 63 small letters, digits, - and ."),
  /** The folder in which each export gets a folder of its own; empty: the bucket itself. */
  prefix: z
    .string()
    .trim()
    .max(300)
    .refine((given) => given === "" || folders.test(given), "Folders like exports/medical, without / at either end")
    .default(""),
  /** Where the bucket stands in addresses: in the path, or before the host's name. */
  style: z.enum(["path", "host"]).default("path"),
});
export type BucketAddress = z.infer<typeof bucketAddressSchema>;

export const destinationAddressSchema = z.discriminatedUnion("kind", [hubAddressSchema, bucketAddressSchema]);
export type DestinationAddress = z.infer<typeof destinationAddressSchema>;

const secretText = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[\x21-\x7e]+$/, "It holds a space, a line break, or an invisible or foreign sign; copy it again");

/** What opens it: a hub's token, or a bucket's access key with its secret. Goes in, and never comes out. */
export const destinationKeySchema = z.strictObject({
  /** Of a bucket; a hub's token has none. */
  accessKey: secretText.max(200).optional(),
  secret: secretText,
});
export type DestinationKey = z.infer<typeof destinationKeySchema>;

const name = z.string().trim().min(1, "Give it a name").max(120);

export const newDestinationSchema = z.strictObject({
  name,
  address: destinationAddressSchema,
  key: destinationKeySchema,
});
export type NewDestination = z.infer<typeof newDestinationSchema>;

/** Its address stays: what was pushed is known to lie there. */
export const changedDestinationSchema = z.strictObject({
  name,
  /** Left out, the stored one stays. */
  key: destinationKeySchema.optional(),
});
export type ChangedDestination = z.infer<typeof changedDestinationSchema>;

const person = z.object({ id: z.string(), name: z.string() });

export const destinationSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: destinationAddressSchema,
  /** false in a project that came from a file: keys stay where they were entered. */
  hasKey: z.boolean(),
  createdBy: person,
  createdAt: z.iso.datetime(),
  /** The connection test that was asked for last; `text`: what it found, in words. */
  test: z
    .object({
      status: jobSchema.shape.status,
      text: z.string().nullable(),
      error: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
});
export type Destination = z.infer<typeof destinationSchema>;
