"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { savedFilterQueries } from "@/lib/client/queries/saved-filter-queries";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { SkeletonRows } from "../ui/skeleton";
import { isFiltered } from "./dialogue-filter";
import { SaveFilterForm } from "./save-filter-form";
import { SavedFilterRow } from "./saved-filter-row";

/** Filters that the person keeps under names: to go to, and to save what is filtered now. */
export function SavedFilters({ filter }: { filter: DialogueFilter }) {
  const [open, setOpen] = useState(false);
  const { data: saved, error } = useQuery(savedFilterQueries.list());
  return (
    <Popover
      label="Saved filters"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Bookmark aria-hidden className="size-4" />
          Saved
        </Button>
      }
    >
      <div className="w-80 max-w-full space-y-3">
        {error && <p className="text-danger text-sm">{messageOf(error)}</p>}
        {!saved && !error && <SkeletonRows rows={2} label="Reading your filters" />}
        {saved && saved.length === 0 && (
          <p className="text-ink-soft text-sm">No filter saved yet. What you save is seen by you alone.</p>
        )}
        {saved && saved.length > 0 && (
          <ul aria-label="Your filters" className="-mx-1 max-h-72 overflow-y-auto">
            {saved.map((one) => (
              <SavedFilterRow key={one.id} saved={one} current={filter} onChosen={() => setOpen(false)} />
            ))}
          </ul>
        )}
        {isFiltered(filter) ? (
          <SaveFilterForm filter={filter} />
        ) : (
          <p className="text-ink-faint text-xs">Filter or search first, and you can save that here under a name.</p>
        )}
      </div>
    </Popover>
  );
}
