"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, Pencil, RefreshCw, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import {
  useChangeSavedFilter,
  useDeleteSavedFilter,
  useSaveFilter,
} from "@/lib/client/mutations/saved-filter-mutations";
import { savedFilterQueries } from "@/lib/client/queries/saved-filter-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { hrefs } from "@/lib/contract/hrefs";
import type { SavedFilter } from "@/lib/domain/saved-filter";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Popover } from "../ui/popover";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import { filterOf, isFiltered, writtenFilter } from "./dialogue-filter";

/** Filters that the person keeps under names: to go to, and to save what is filtered now. */
export function SavedFilters({ filter }: { filter: DialogueListFilter }) {
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

/** Saves what is filtered now under a name. */
function SaveFilterForm({ filter }: { filter: DialogueListFilter }) {
  const save = useSaveFilter();
  const form = useForm({
    initial: { name: "" },
    send: async ({ name }) => {
      const saved = await save.mutateAsync({ name, filter });
      doneToast(`“${saved.name}” is saved`);
      return { name: "" };
    },
  });
  return (
    <Form form={form} className="space-y-2 border-line border-t pt-3">
      <div className="flex items-start gap-2">
        <Field label="Save this filter as" name="name" className="min-w-0 flex-1">
          <Input required maxLength={80} dir="auto" {...form.text("name")} />
        </Field>
        <SubmitButton className="mt-6.5">Save</SubmitButton>
      </div>
      <FormFailure />
    </Form>
  );
}

type SavedFilterRowProps = { saved: SavedFilter; current: DialogueListFilter; onChosen: () => void };

/** A saved filter: chosen by its name, renamed in place, overwritten with what is filtered now, deleted; each undone. */
function SavedFilterRow({ saved, current, onChosen }: SavedFilterRowProps) {
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
        <RenameForm saved={saved} onRename={rename} onLeave={() => setRenaming(false)} />
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

type RenameFormProps = { saved: SavedFilter; onRename: (name: string) => void; onLeave: () => void };

/** A new name, typed in place: Enter or going elsewhere keeps it, Escape leaves the old one. */
function RenameForm({ saved, onRename, onLeave }: RenameFormProps) {
  const form = useForm({ initial: { name: saved.name }, send: async ({ name }) => onRename(name.trim()) });
  const isLeaving = useRef(false);
  return (
    <Form form={form} className="min-w-0 flex-1">
      <Input
        aria-label={`New name for ${saved.name}`}
        autoFocus
        dir="auto"
        maxLength={80}
        {...form.text("name")}
        onFocus={({ target }) => target.select()}
        onBlur={({ target }) => isLeaving.current || target.form?.requestSubmit()}
        onKeyDown={({ key }) => {
          if (key !== "Escape") return;
          isLeaving.current = true;
          onLeave();
        }}
      />
    </Form>
  );
}

/** One text for one filter, in whatever order its fields were written. */
function written(filter: DialogueListFilter): string {
  return JSON.stringify(writtenFilter(filterOf(new URLSearchParams(writtenFilter(filter)))));
}
