"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { Command } from "@/lib/client/commands";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useHydrated } from "@/lib/client/use-hydrated";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import { WaitingCount } from "./waiting-count";

/** How many items wait for the person in all queues; each queue of theirs goes into the palette. */
export function ReviewCount({ narrow }: { narrow: boolean }) {
  const { data: queues = [] } = useQuery({ ...reviewQueries.queues(), staleTime: 60_000, refetchInterval: 60_000 });
  const hydrated = useHydrated();
  const router = useRouter();
  const mine = queues.filter((queue) => waitingIn(queue) > 0);
  useCommands(
    mine.map(
      ({ id, name }): Command => ({
        id: `queue-${id}`,
        label: `Review: ${name}`,
        keys: [],
        group: "Go to",
        run: () => router.push(hrefs.queue(id)),
      }),
    ),
  );
  const count = mine.reduce((sum, queue) => sum + waitingIn(queue), 0);
  // The page may have read them before the sidebar woke up.
  return hydrated ? <WaitingCount count={count} narrow={narrow} /> : null;
}

/** Items that this person can take now, and answers that came back to them. */
function waitingIn({ status, waiting }: ListedQueue): number {
  return status === "open" ? waiting.takeable + waiting.sentBack : 0;
}
