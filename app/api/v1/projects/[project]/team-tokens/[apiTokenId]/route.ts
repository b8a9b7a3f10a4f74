import { AppError } from "@/lib/base/app-error";
import { shutOutToken } from "@/lib/data/api-tokens";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("shutOutToken", async ({ params }) => {
  if (!(await shutOutToken(params.apiTokenId))) throw new AppError("not_found", "No such token works in this project.");
});
