import { listPublications } from "@/lib/data/training/publications";
import { serve } from "@/lib/http/serve";
import { createPublication } from "@/lib/operations/publishing/create-publication";

export const GET = serve("listPublications", ({ params, query }) => listPublications(params.trainingId, query));

export const POST = serve("createPublication", ({ viewer, params, body }) =>
  createPublication(viewer, { trainingId: params.trainingId, destinationId: body.destinationId }),
);
