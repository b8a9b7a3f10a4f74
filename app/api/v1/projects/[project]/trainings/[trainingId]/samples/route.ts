import { readSamples } from "@/lib/data/training/training-events";
import { serve } from "@/lib/http/serve";

export const GET = serve("getTrainingSamples", async ({ params }) => ({
  samples: await readSamples(params.trainingId),
}));
