import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertSavedFilter, updateSavedFilter } from "@/lib/data/saved-filters";
import { mostSavedFilters, type SavedFilter, type SavedFilterText } from "@/lib/domain/saved-filter";
import type { Viewer } from "@/lib/domain/viewer";

/** Saves a filter for the viewer alone, anew or in place of what `id` held. One name stands for one filter. */
export async function saveFilter(viewer: Viewer, text: SavedFilterText, id?: string): Promise<SavedFilter> {
  const own = { ...text, id: id ?? newId("savedFilter"), personId: viewer.id };
  const saved = id === undefined ? await insertSavedFilter(own, mostSavedFilters) : await updateSavedFilter(own);
  if (saved === "full")
    throw new AppError("invalid", `You keep ${mostSavedFilters} filters already. Delete one first.`);
  if (saved === "missing") throw new AppError("not_found", "You have no such saved filter. Nothing was changed.");
  if (saved === "taken")
    throw new AppError("conflict", `You have a filter “${text.name}” already. Nothing was changed.`, {
      fields: { name: "You have a filter of this name. Overwrite that one, or take another name" },
    });
  return saved;
}
