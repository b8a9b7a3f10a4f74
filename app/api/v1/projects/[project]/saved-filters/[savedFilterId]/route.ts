import { AppError } from "@/lib/base/app-error";
import { deleteSavedFilter } from "@/lib/data/saved-filters";
import { serve } from "@/lib/http/serve";
import { saveFilter } from "@/lib/operations/save-filter";

export const PUT = serve("updateSavedFilter", ({ viewer, params, body }) =>
  saveFilter(viewer, body, params.savedFilterId),
);

export const DELETE = serve("deleteSavedFilter", async ({ viewer, params }) => {
  if (!(await deleteSavedFilter(viewer.id, params.savedFilterId)))
    throw new AppError("not_found", "You have no such saved filter.");
});
