"use client";

import { useQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

type PeopleChoiceProps = {
  /** The snapshot that is named for a look. */
  people: string | undefined;
  hrefOf: (people: string | undefined) => string;
  /** Held against nobody but others. */
  own?: string;
};

/** Whom figures stand beside: the project's human reference, or for a look any other snapshot. */
export function PeopleChoice({ people, hrefOf, own }: PeopleChoiceProps) {
  const all = useQuery(snapshotQueries.whole()).data ?? [];
  const chosen = useQuery(statisticsQueries.reference()).data?.reference;
  const go = useGo();
  return (
    <div className="max-w-md">
      <Field
        label="Real people"
        hint={
          chosen
            ? "For a look, another one than the project's human reference can stand beside it."
            : "A snapshot of what people wrote. With it each figure tells how far it lies from theirs, and how far people lie from one another. A lead chooses one for the project under Statistics."
        }
      >
        <Select value={people ?? ""} onChange={({ target }) => go(hrefOf(target.value || undefined))}>
          <option value="">{chosen ? `${chosen.dataSetName}, No. ${chosen.number} (the project's)` : "None"}</option>
          {all
            .filter(({ id }) => id !== own && id !== chosen?.snapshotId)
            .map(({ id, dataSetName, number }) => (
              <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
            ))}
        </Select>
      </Field>
    </div>
  );
}
