"use client";

import { useQuery } from "@tanstack/react-query";
import { workQueries } from "@/lib/client/queries/work-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import type { WaitingIn } from "@/lib/domain/work";
import { useProject } from "../layout/project-context";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";

/** What waits for the person in each of the projects that they are not looking at; nothing for whoever is in one. */
export function OtherProjects() {
  const place = useProject();
  const isIn = (place?.memberships.length ?? 0) > 1;
  const { data = [] } = useQuery({ ...workQueries.waiting(), enabled: isIn, refetchInterval: 60_000 });
  const others = data.filter(({ project }) => project.id !== place?.project.id && project.archivedAt === null);
  if (!isIn || others.length === 0) return null;
  return (
    <Panel title="In your other projects" className="lg:col-span-2">
      <ul className="divide-y divide-line">
        {others.map((waiting) => (
          <OtherProject key={waiting.project.id} {...waiting} />
        ))}
      </ul>
    </Panel>
  );
}

const undecidedPath = hrefs.dialoguesOf({ status: "ended", verdict: "none", inQueue: "no" });
const parkedPath = hrefs.dialoguesOf({ status: "parked" });

/** Links load the other project anew: nothing read in one stays in memory in another. */
function OtherProject({ project: { slug, name }, items, comparisons, undecided, parked, mentions }: WaitingIn) {
  const waits = [
    { count: items, one: "item to review", many: "items to review", path: hrefs.review },
    { count: comparisons, one: "comparison to vote on", many: "comparisons to vote on", path: hrefs.compare },
    { count: undecided, one: "dialogue to decide", many: "dialogues to decide", path: undecidedPath },
    { count: parked, one: "dialogue parked", many: "dialogues parked", path: parkedPath },
    { count: mentions, one: "new comment for you", many: "new comments for you", path: hrefs.home },
  ].filter(({ count }) => count > 0);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5 first:pt-0 last:pb-0">
      <a
        href={pathIn(slug, hrefs.home)}
        dir="auto"
        className="min-w-0 font-medium text-sm underline-offset-2 [overflow-wrap:anywhere] hover:underline"
      >
        {name}
      </a>
      <span className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {waits.map(({ count, one, many, path }) => (
          <a key={path} href={pathIn(slug, path)} className="text-accent underline">
            {formatNumber(count)} {count === 1 ? one : many}
            <span className="sr-only"> in {name}</span>
          </a>
        ))}
        {waits.length === 0 && <span className="text-ink-faint">nothing waits</span>}
      </span>
    </li>
  );
}
