import { DownloadMenu } from "./download-menu";
import { FilterPanel } from "./filter-panel";
import { SavedFilters } from "./saved-filters";

/** What the list of dialogues shows right after its rows: filters in full, kept filters, files. */
export const finding = { DownloadMenu, FilterPanel, SavedFilters };
