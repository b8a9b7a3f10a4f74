"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useFilterWords } from "./use-filter-words";

/** What a filter finds, so that nobody makes something of others than they meant. */
export function FilterSummary({ filter }: { filter: DialogueListFilter }) {
  const found = useQuery({
    queryKey: ["dialogues", "list", "few", filter],
    queryFn: ({ signal }) => call("listDialogues", { query: { ...filter, limit: 5 }, signal }),
  });
  const items = found.data?.items ?? [];
  const said = useFilterWords(filter);
  return (
    <section aria-label="Dialogues" className="space-y-2">
      <h3 className="font-medium text-sm">Dialogues</h3>
      <p className="text-ink-soft text-sm">
        {said.length === 0
          ? "Every dialogue of the studio. To choose fewer, filter the list of dialogues and come back from there."
          : `Those of the filter: ${said.join(" · ")}`}{" "}
        <Link href={hrefs.dialogues} className="text-accent underline">
          Choose in the list
        </Link>
      </p>
      {found.data && (
        <ul className="space-y-1 text-ink-faint text-xs">
          {items.map(({ id, opening }) => (
            <li key={id} dir="auto" className="truncate">
              {opening || "No turn yet"}
            </li>
          ))}
          {found.data.nextCursor !== null && <li>and more</li>}
          {items.length === 0 && <li>{found.data.note ?? "It finds nothing now."}</li>}
        </ul>
      )}
    </section>
  );
}
