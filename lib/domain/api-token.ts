import * as z from "zod";

/** Lets a program do what its owner may; the token itself is shown once and not kept. */
export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;
