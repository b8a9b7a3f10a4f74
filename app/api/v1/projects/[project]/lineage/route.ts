import { AppError } from "@/lib/base/app-error";
import { serve } from "@/lib/http/serve";
import { readLineage } from "@/lib/operations/training/lineage";

export const GET = serve("getLineage", ({ query }) => {
  const [of, ...more] = Object.values(query).flatMap((id) => id ?? []);
  if (of === undefined || more.length > 0)
    throw new AppError("malformed", "Name one of: model, training, snapshot, run, import.");
  return readLineage(of);
});
