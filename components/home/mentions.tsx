"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { workQueries } from "@/lib/client/queries/work-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** Comments that name the person; nothing at all while there are none. */
export function Mentions() {
  const hydrated = useHydrated();
  const queries = useQueryClient();
  const { data: mentions = [] } = useQuery({ ...workQueries.mentions(), refetchInterval: 30_000 });
  const read = useMutation({
    mutationFn: (until: string) => call("readMentions", { body: { until } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.mentions }),
  });
  const [newest] = mentions;
  if (!hydrated || !newest) return null;
  return (
    <Panel
      title="Comments for you"
      className="lg:col-span-2"
      aside={
        newest.unread && (
          <Button size="sm" pending={read.isPending} onClick={() => read.mutate(newest.createdAt)}>
            All read
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        {mentions.slice(0, 8).map(({ id, dialogueId, personName, opening, text, unread, createdAt }) => (
          <li key={id}>
            <Link href={hrefs.dialogue(dialogueId)} className="-mx-2 block rounded-md px-2 py-2.5 hover:bg-hover">
              <p className="flex items-center gap-2 text-ink-faint text-xs">
                <span className="font-medium text-ink-soft">{personName}</span>
                <RelativeTime at={createdAt} />
                {unread && <Badge tone="accent">new</Badge>}
                <span dir="auto" className="min-w-0 truncate">
                  {opening}
                </span>
              </p>
              <p dir="auto" className="mt-0.5 line-clamp-2 text-sm">
                {text}
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
