"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useEffect, useState } from "react";
import { useUpdateDataSet } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { DataSet } from "@/lib/domain/training/data-set";
import { changedFilter, type FilterPatch, isFiltered } from "../dialogue-list/dialogue-filter";
import { FilterChipRow } from "../dialogue-list/filter-chip-row";
import { findingMoment } from "../dialogue-list/finding-moment";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { many } from "./data-set-words";
import { useMayAs } from "./use-may-as";

const FilterPanel = lazyPart(findingMoment, ({ finding }) => finding.FilterPanel);
const settleMs = 300;

/** What a data set is called, what it is for and, of one that a filter finds, which dialogues it holds. */
export function EditDataSet({ dataSetId }: { dataSetId: string }) {
  const found = useQuery(dataSetQueries.one(dataSetId));
  const curates = useMayAs("curator", found.data);
  if (found.isPending) return <SkeletonRows label="Reading the data set" />;
  if (found.isError) return <QueryError what="the data set" error={found.error} onRetry={found.refetch} />;
  if (!curates)
    return (
      <p className="text-ink-soft text-sm">
        Leads change this data set, and whom they name as its curator. Ask a lead.
      </p>
    );
  return <EditForm found={found.data} />;
}

function EditForm({ found }: { found: DataSet }) {
  // What is edited is the data set as it was opened: whoever changed it meanwhile is told of, not overwritten.
  const [dataSet] = useState(found);
  const { id: dataSetId, name, note, filter, version } = dataSet;
  const update = useUpdateDataSet();
  const go = useGo();
  const form = useForm({
    initial: { name, note, filter: (filter ?? {}) as DialogueListFilter },
    leaves: true,
    send: async ({ filter: { sort: _, ...wanted }, ...said }) => {
      const named = filter === null ? said : { ...said, filter: wanted as DialogueFilter };
      await update.mutateAsync({ dataSetId, ...named, basedOn: version });
      go(dataHrefs.dataSet(dataSetId));
    },
  });
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel className="space-y-5">
        <Field label="Name" name="name">
          <Input required maxLength={120} {...form.text("name")} />
        </Field>
        <Field label="Note" name="note" optional hint="What it is for">
          <Textarea rows={3} maxLength={4_000} {...form.text("note")} />
        </Field>
        {filter !== null && (
          <WhichDialogues
            before={filter}
            filter={form.draft.filter}
            change={(patch) => form.change((draft) => ({ filter: changedFilter(draft.filter, patch) }))}
          />
        )}
      </Panel>
      <FormEnd note="Its snapshots stay as they are.">
        <Button asChild>
          <Link href={dataHrefs.dataSet(dataSetId)}>Cancel</Link>
        </Button>
        <SubmitButton disabled={!form.isDirty}>Save</SubmitButton>
      </FormEnd>
    </Form>
  );
}

type WhichDialoguesProps = {
  before: DialogueListFilter;
  filter: DialogueListFilter;
  change: (patch: FilterPatch) => void;
};

/** The filter, with how many dialogues it held and would hold. */
function WhichDialogues({ before, filter, change }: WhichDialoguesProps) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="Which dialogues" className="space-y-3">
      <h2 className="font-medium text-sm">What it finds</h2>
      <Field label="Words in any turn" name="filter.q" optional>
        <Input
          type="search"
          maxLength={200}
          value={filter.q ?? ""}
          onChange={({ target }) => change({ q: target.value })}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <ListFilter aria-hidden className="size-4" />
          Filter
        </Button>
        {isFiltered(filter) ? (
          <FilterChipRow filter={filter} change={change} />
        ) : (
          <p className="text-ink-soft text-sm">Every dialogue of the studio</p>
        )}
      </div>
      <HeldAndWillHold before={before} filter={filter} />
      {open && <FilterPanel filter={filter} change={change} onClose={() => setOpen(false)} />}
    </section>
  );
}

function HeldAndWillHold({ before, filter }: Pick<WhichDialoguesProps, "before" | "filter">) {
  const rested = useRested(filter);
  const [held, will] = [useQuery(dialogueQueries.count(before)), useQuery(dialogueQueries.count(rested))];
  const said = (count: typeof held) => (count.data ? many(count.data.dialogues, "dialogue") : "…");
  const by = held.data && will.data && !will.isPlaceholderData ? will.data.dialogues - held.data.dialogues : 0;
  return (
    <p role="status" className="rounded-lg border border-line px-4 py-3 text-sm tabular-nums">
      It holds {said(held)} now, and will hold <span className="font-medium">{said(will)}</span>
      {by === 0 ? "." : `, ${formatNumber(Math.abs(by))} ${by < 0 ? "fewer" : "more"}.`}
    </p>
  );
}

/** What it was when it last stayed the same for a moment: nothing is counted at each letter. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
