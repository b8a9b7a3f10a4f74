import * as z from "zod";

/**
 * How a model stands that a trainer host serves on demand. `asleep`: its weights lie on the disk. `waking`: they are being
 * loaded. `awake`: it answers. `broken`: it does not wake, and a person is told why.
 */
export const modelStateSchema = z.enum(["asleep", "waking", "awake", "broken"]);
export type ModelState = z.infer<typeof modelStateSchema>;
