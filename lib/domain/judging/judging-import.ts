import * as z from "zod";

/** Judgments or votes that came from a file into an evaluation. */
export const judgingImportSchema = z.object({
  id: z.string(),
  /** Empty for what came before files were noted. */
  fileName: z.string(),
  /** An id of the registry of formats. */
  format: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  judgments: z.number().int(),
  votes: z.number().int(),
  isLeftOut: z.boolean(),
});
export type JudgingImport = z.infer<typeof judgingImportSchema>;
