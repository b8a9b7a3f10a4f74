import { must } from "@/lib/base/assert";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { serve } from "@/lib/http/serve";

export const GET = serve("getTraining", async ({ params }) =>
  must(await findTrainingJob(params.trainingId), "the training"),
);
