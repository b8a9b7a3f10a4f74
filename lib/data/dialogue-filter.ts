import type { DialogueStatus, EndReason, TurnFlag, Verdict } from "@/lib/domain/dialogue";
import type { DuplicateFilter } from "@/lib/domain/duplicates";
import { whereDuplicates } from "./duplicates/where-duplicates";
import { whereSearched } from "./search";

export type DialogueFilter = {
  run?: string;
  status?: DialogueStatus;
  endReason?: EndReason;
  flag?: TurnFlag;
  /** `none`: not judged yet. `any`: judged or not. */
  verdict?: Verdict | "none" | "any";
  duplicates?: DuplicateFilter;
  /** As typed into the search box; see `readSearch`. */
  q?: string;
  /** Carries this tag. */
  tag?: string;
};

/** Conditions on `dialogue d`, with their values as $1…; never empty. What is in the bin is nowhere. */
export function whereDialogues(filter: DialogueFilter): { where: string; values: unknown[] } {
  const conditions = ["d.deleted_at IS NULL"];
  const values: unknown[] = [];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined || value === "") return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  add(filter.run, (place) => `d.run_id = ${place}`);
  add(filter.status, (place) => `d.status = ${place}`);
  add(filter.endReason, (place) => `d.end_reason = ${place}`);
  add(filter.tag, (place) => `d.tags @> ARRAY[${place}]::text[]`);
  add(filter.flag, (place) => `${place} = ANY(d.flags)`);
  if (filter.q)
    conditions.push(
      ...whereSearched(filter.q, (value) => {
        values.push(value);
        return `$${values.length}`;
      }),
    );
  if (filter.duplicates) conditions.push(whereDuplicates(filter.duplicates));
  if (filter.verdict === "none") conditions.push("d.verdict IS NULL");
  else if (filter.verdict !== "any") add(filter.verdict, (place) => `d.verdict = ${place}`);
  return { where: conditions.join(" AND "), values };
}
