"use client";

import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { projectQueries } from "@/lib/client/queries/project-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import { Link } from "../layout/link";
import { useProject } from "../layout/project-context";

/** Why nothing that calls a model goes on in this project; nothing as long as its budget lasts. */
export function BudgetNotice({ className }: { className?: string }) {
  const limit = useQuery(projectQueries.budget()).data?.spentLimit;
  const isOwner = useProject()?.isOwner;
  if (!limit) return null;
  return (
    <div className={className}>
      <section
        aria-label="Budget of the project"
        className="flex gap-3 rounded-lg border border-warn/40 bg-warn-soft px-4 py-3 text-sm"
      >
        <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <p className="min-w-0">
          {budgetSpentWords(limit, "What calls models waits, nothing of it is lost, and it goes on by itself")}
          {isOwner && (
            <>
              {" "}
              <Link href={hrefs.settings} className="text-accent underline">
                Raise it in Settings
              </Link>
            </>
          )}
        </p>
      </section>
    </div>
  );
}
