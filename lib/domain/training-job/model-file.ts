import * as z from "zod";

/** A file of a trained model, as its host tells it. */
export const modelFileSchema = z.object({ name: z.string(), bytes: z.number().int() });
export type ModelFile = z.infer<typeof modelFileSchema>;
