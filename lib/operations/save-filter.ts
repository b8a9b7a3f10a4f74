import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { countSavedFilters, insertSavedFilter, updateSavedFilter } from "@/lib/data/saved-filters";
import { transaction } from "@/lib/data/sql";
import { mostSavedFilters, type SavedFilter, type SavedFilterText } from "@/lib/domain/saved-filter";
import type { Viewer } from "@/lib/domain/viewer";

/** Saves a filter for the viewer alone, anew or in place of what `id` held. One name stands for one filter. */
export function saveFilter(viewer: Viewer, text: SavedFilterText, id?: string): Promise<SavedFilter> {
  return transaction(
    async (tx) => {
      const row = { ...text, id: id ?? newId("savedFilter"), personId: viewer.id };
      if (id === undefined && (await countSavedFilters(tx, viewer.id)) >= mostSavedFilters)
        throw new AppError("invalid", `You keep ${mostSavedFilters} filters already. Delete one first.`);
      const saved =
        id === undefined ? ((await insertSavedFilter(tx, row)) ?? "taken") : await updateSavedFilter(tx, row);
      if (saved === "missing") throw new AppError("not_found", "You have no such saved filter. Nothing was changed.");
      if (saved === "taken")
        throw new AppError("conflict", `You have a filter “${text.name}” already. Nothing was changed.`, {
          fields: { name: "You have a filter of this name. Overwrite that one, or take another name" },
        });
      return saved;
    },
    { lock: `saved filters of ${viewer.id}` },
  );
}
