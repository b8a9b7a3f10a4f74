import { AppError } from "@/lib/base/app-error";
import { findModel } from "@/lib/data/models";
import { serve } from "@/lib/http/serve";
import { archiveModel, updateModel } from "@/lib/operations/models";

export const GET = serve("getModel", async ({ params }) => {
  const model = await findModel(params.modelId);
  if (!model) throw new AppError("not_found", "There is no such model.");
  return model;
});

export const PUT = serve("updateModel", ({ params, body }) => updateModel(params.modelId, body));

export const DELETE = serve("archiveModel", ({ params }) => archiveModel(params.modelId));
