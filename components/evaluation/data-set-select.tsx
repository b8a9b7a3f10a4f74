"use client";

import { useQuery } from "@tanstack/react-query";
import { savedFilterQueries } from "@/lib/client/queries/saved-filter-queries";
import { Select } from "../ui/select";
import type { DataSet } from "./evaluation-draft";

const accepted: DataSet = { id: "accepted", name: "All accepted dialogues", filter: { verdict: "accepted" } };

type Props = { value: DataSet | null; onChange: (dataSet: DataSet | null) => void };

/** Dialogues of the studio by what is known of them: all that are accepted, or a filter that the person saved. */
export function DataSetSelect({ value, onChange }: Props) {
  const { data: saved = [] } = useQuery(savedFilterQueries.list());
  const offered = [
    accepted,
    ...saved.map(({ id, name, filter: { sort: _, ...filter } }): DataSet => ({ id, name, filter })),
  ];
  // One that was chosen before and saved under no name any more.
  if (value && !offered.some(({ id }) => id === value.id)) offered.unshift(value);
  return (
    <Select
      required
      value={value?.id ?? ""}
      onChange={(event) => onChange(offered.find(({ id }) => id === event.target.value) ?? null)}
    >
      <option value="">Choose…</option>
      {offered.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
