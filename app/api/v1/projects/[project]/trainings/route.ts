import { listTrainingJobs } from "@/lib/data/training/training-jobs";
import { serve } from "@/lib/http/serve";
import { createTraining } from "@/lib/operations/training/create-training";

export const GET = serve("listTrainings", ({ query }) => listTrainingJobs(query));

export const POST = serve("createTraining", ({ viewer, body }) => createTraining(viewer, body));
