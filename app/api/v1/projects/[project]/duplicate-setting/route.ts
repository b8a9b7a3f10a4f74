import { readDuplicateProgress, updateDuplicateThreshold } from "@/lib/data/duplicates/duplicate-scan";
import { serve } from "@/lib/http/serve";

export const GET = serve("getDuplicateSetting", () => readDuplicateProgress());

export const PUT = serve("updateDuplicateSetting", async ({ body }) => {
  await updateDuplicateThreshold(body.threshold);
  return readDuplicateProgress();
});
