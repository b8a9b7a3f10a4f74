import * as z from "zod";
import { listFilterSchema } from "./dialogue-filter";

/** Filters that one person keeps at most. */
export const mostSavedFilters = 100;

export const savedFilterTextSchema = z.strictObject({
  name: z
    .string()
    .transform((name) => name.normalize("NFC").trim().replace(/\s+/g, " "))
    .pipe(z.string().min(1, "Give it a name").max(80, "At most 80 characters")),
  filter: listFilterSchema,
});
export type SavedFilterText = z.infer<typeof savedFilterTextSchema>;

/** A filter under a name, for the person who saved it alone. */
export type SavedFilter = SavedFilterText & { id: string };
