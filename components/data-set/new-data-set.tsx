"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { messageOf } from "@/lib/client/client-error";
import { useChangeList, useCreateDataSet, useCreateSnapshot } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { ListedDataSet } from "@/lib/domain/training/data-set";
import { filterOf, isFiltered } from "../dialogue-list/dialogue-filter";
import { FilterSummary } from "../dialogue-list/filter-summary";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { doneToast, errorToast } from "../ui/toasts";
import { many } from "./data-set-words";

/** `new`, or what is done to a list that is there, and its id. */
type Aim = "new" | `add ${string}` | `remove ${string}`;
type Draft = { aim: Aim; name: string; note: string; kind: "filter" | "list" };

const kinds = [
  { value: "filter", label: "Whatever the filter finds, at any time" },
  { value: "list", label: "A list that begins with these" },
] as const;

/** Dialogues of the filter in the URL become a data set, or go into one that is there. */
export function NewDataSet() {
  const { sort: _order, ...asked } = filterOf(new URLSearchParams(useSearchParams()));
  // What most begin with.
  const filter: DialogueListFilter = isFiltered(asked) ? asked : { verdict: "accepted" };
  const [create, add, remove] = [useCreateDataSet(), useChangeList("addToDataSet"), useChangeList("removeFromDataSet")];
  const freezing = useCreateSnapshot();
  const go = useGo();

  async function freeze(dataSetId: string) {
    try {
      go(dataHrefs.snapshot((await freezing.mutateAsync({ dataSetId, note: "" })).id));
    } catch (error) {
      // The data set is made; its page can freeze it when there is something to be frozen.
      errorToast(messageOf(error));
      go(dataHrefs.dataSet(dataSetId));
    }
  }

  const form = useForm<Draft>({
    initial: { aim: "new", name: nameOf(filter), note: "", kind: filter.chosen ? "list" : "filter" },
    leaves: true,
    send: async ({ aim, name, note, kind }, by) => {
      const [act, dataSetId] = aim.split(" ");
      if (dataSetId !== undefined) {
        const { changed } = await (act === "add" ? add : remove).mutateAsync({ dataSetId, body: { filter } });
        doneToast(`${many(changed, "dialogue")} ${act === "add" ? "put on the list" : "taken off the list"}`);
        return go(dataHrefs.dataSet(dataSetId));
      }
      const members = kind === "filter" ? { filter } : { list: { filter } };
      const { id } = await create.mutateAsync({ name, note, members });
      return by === "freeze" ? freeze(id) : go(dataHrefs.dataSet(id));
    },
  });
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel className="space-y-5">
        <FilterSummary filter={filter} />
        <AimField form={form} listed={filter.dataSet} />
        {form.draft.aim === "new" && (
          <>
            <Field label="Name" name="name">
              <Input required maxLength={120} placeholder="Accepted, for the assistant" {...form.text("name")} />
            </Field>
            <Field label="Note" name="note" optional hint="What it is for">
              <Textarea rows={2} maxLength={4_000} {...form.text("note")} />
            </Field>
            <div className="space-y-1.5">
              <p className="font-medium text-sm">What is in it</p>
              <Segmented legend="What is in it" options={kinds} {...form.choice("kind")} />
              <p className="text-ink-faint text-xs">
                {form.draft.kind === "filter"
                  ? "It goes along with the dialogues: what is accepted tomorrow is in it tomorrow."
                  : "Dialogues come and go by hand. They are edited and judged as before."}
              </p>
            </div>
          </>
        )}
      </Panel>
      <FormEnd note={form.draft.aim === "new" ? "What is frozen never changes, nor can it be deleted." : undefined}>
        {form.draft.aim === "new" && (
          <SubmitButton variant="secondary" value="freeze">
            Make and freeze it
          </SubmitButton>
        )}
        <SubmitButton>{labelOf(form.draft.aim)}</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** What a data set of all that was accepted is called, unless somebody types another name. */
function nameOf({ verdict, ...others }: DialogueListFilter): string {
  return verdict === "accepted" && !isFiltered(others) ? "Accepted dialogues" : "";
}

function labelOf(aim: Aim): string {
  if (aim === "new") return "Make the data set";
  return aim.startsWith("add") ? "Put them on the list" : "Take them off the list";
}

/** Where they go; nothing to choose while there is no list. */
function AimField({ form, listed }: { form: FormOf<Draft>; listed: string | undefined }) {
  const { data = [] } = useQuery(dataSetQueries.whole());
  const lists = data.filter((one: ListedDataSet) => one.filter === null && one.archivedAt === null);
  if (lists.length === 0) return null;
  const source = lists.find(({ id }) => id === listed);
  return (
    <Field label="Where to">
      <Select {...form.text("aim")}>
        <option value="new">A new data set</option>
        {lists.map(({ id, name }) => (
          <option key={id} value={`add ${id}`}>
            {`Onto the list “${name}”`}
          </option>
        ))}
        {source && <option value={`remove ${source.id}`}>{`Off the list “${source.name}”`}</option>}
      </Select>
    </Field>
  );
}
