import * as z from "zod";
import { judgePromptSchema } from "./judge-prompt";
import { stockOriginSchema } from "./stock-origin";

/** Judge prompts by case, as data. */
export const promptSetSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: stockOriginSchema,
  prompts: z.array(judgePromptSchema),
  createdAt: z.iso.datetime(),
});
export type PromptSet = z.infer<typeof promptSetSchema>;
