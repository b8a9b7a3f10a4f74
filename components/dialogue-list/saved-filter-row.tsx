"use client";

import { Pencil, RefreshCw, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import {
  useChangeSavedFilter,
  useDeleteSavedFilter,
  useSaveFilter,
} from "@/lib/client/mutations/saved-filter-mutations";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { hrefs } from "@/lib/contract/hrefs";
import type { SavedFilter } from "@/lib/domain/saved-filter";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { errorToast, undoToast } from "../ui/toasts";
import { filterOf, isFiltered, writtenFilter } from "./dialogue-filter";

type SavedFilterRowProps = { saved: SavedFilter; current: DialogueFilter; onChosen: () => void };

/** A saved filter: chosen by its name, renamed in place, overwritten with what is filtered now, deleted; each undone. */
export function SavedFilterRow({ saved, current, onChosen }: SavedFilterRowProps) {
  const [renaming, setRenaming] = useState(false);
  const change = useChangeSavedFilter();
  const remove = useDeleteSavedFilter();
  const restore = useSaveFilter();
  const onError = (error: unknown) => errorToast(messageOf(error));
  const isCurrent = written(saved.filter) === written(current);

  function changeTo(next: SavedFilter, done: string) {
    change.mutate(next, { onError, onSuccess: () => undoToast(done, () => change.mutate(saved, { onError })) });
  }

  function rename(name: string) {
    setRenaming(false);
    if (name !== "" && name !== saved.name) changeTo({ ...saved, name }, `Renamed to “${name}”`);
  }

  function forget() {
    const { name, filter } = saved;
    remove.mutate(saved.id, {
      onError,
      onSuccess: () => undoToast(`“${name}” is deleted`, () => restore.mutate({ name, filter }, { onError })),
    });
  }

  return (
    <li className="flex items-center rounded-md hover:bg-hover focus-within:bg-hover">
      {renaming ? (
        <Input
          aria-label={`New name for ${saved.name}`}
          autoFocus
          dir="auto"
          maxLength={80}
          defaultValue={saved.name}
          onFocus={({ target }) => target.select()}
          onBlur={({ target }) => rename(target.value.trim())}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) rename(event.currentTarget.value.trim());
            if (event.key !== "Escape") return;
            event.currentTarget.value = saved.name;
            setRenaming(false);
          }}
        />
      ) : (
        <Link
          href={hrefs.dialoguesOf(saved.filter)}
          title={saved.name}
          aria-current={isCurrent || undefined}
          onClick={onChosen}
          className="min-w-0 flex-1 truncate px-2 py-1.5 text-sm aria-[current]:font-semibold"
        >
          <bdi>{saved.name}</bdi>
        </Link>
      )}
      <IconButton icon={Pencil} label={`Rename ${saved.name}`} onClick={() => setRenaming(true)} />
      <IconButton
        icon={RefreshCw}
        label={`Overwrite ${saved.name} with what is filtered now`}
        disabled={isCurrent || !isFiltered(current)}
        onClick={() => changeTo({ ...saved, filter: current }, `“${saved.name}” is what is filtered now`)}
      />
      <IconButton icon={Trash2} label={`Delete ${saved.name}`} onClick={forget} />
    </li>
  );
}

/** One text for one filter, in whatever order its fields were written. */
function written(filter: DialogueFilter): string {
  return JSON.stringify(writtenFilter(filterOf(new URLSearchParams(writtenFilter(filter)))));
}
