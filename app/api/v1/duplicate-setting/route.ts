import { readDuplicateStanding, updateDuplicateThreshold } from "@/lib/data/duplicates/comparison";
import { serve } from "@/lib/http/serve";

export const GET = serve("getDuplicateSetting", () => readDuplicateStanding());

export const PUT = serve("updateDuplicateSetting", async ({ body }) => {
  await updateDuplicateThreshold(body.threshold);
  return readDuplicateStanding();
});
