"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { Command } from "@/lib/client/commands";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useHydrated } from "@/lib/client/use-hydrated";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import { pathWithin } from "@/lib/contract/project-paths";
import { Link } from "../layout/link";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Tooltip } from "../ui/tooltip";
import { menusMoment } from "./menus-moment";
import { compareItem, homeItem, itemAt, liveItem, type NavItem, navGroups, reviewItem } from "./nav-items";
import { useProject } from "./project-context";
import { useGo } from "./use-go";
import { useRights } from "./viewer-context";

const ProjectSwitch = lazyPart(menusMoment, ({ menus }) => menus.ProjectSwitch, <span className="block h-9" />);

type SidebarNavProps = { narrow: boolean; onGo?: () => void };

/** The ways through the studio, by job. `narrow` leaves the icons, with their names on hover and for screen readers. */
export function SidebarNav({ narrow, onGo }: SidebarNavProps) {
  const here = itemAt(pathWithin(usePathname()));
  const rights = useRights();
  const isInSeveral = (useProject()?.memberships.length ?? 0) > 1;
  const isFor = ({ needs }: NavItem) => needs === undefined || rights.includes(needs);
  return (
    <nav aria-label="Studio" className="flex flex-col gap-4 px-2 py-3">
      {isInSeveral && <ProjectSwitch narrow={narrow} />}
      <ul>
        <SidebarLink item={homeItem} here={here} narrow={narrow} onGo={onGo} />
      </ul>
      {navGroups.map(({ job, items }) => (
        <section key={job} aria-label={job}>
          {narrow ? (
            <hr className="mx-2 mb-3 border-line" />
          ) : (
            <h2 className="mb-1 px-2.5 font-medium text-2xs text-ink-faint">{job}</h2>
          )}
          <ul className="space-y-0.5">
            {items.filter(isFor).map((item) => (
              <SidebarLink key={item.href} item={item} here={here} narrow={narrow} onGo={onGo} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

type SidebarLinkProps = { item: NavItem; here: NavItem | undefined; narrow: boolean; onGo?: () => void };

function SidebarLink({ item, here, narrow, onGo }: SidebarLinkProps) {
  const current = here === item;
  const link = (
    <Link
      href={item.href}
      onClick={onGo}
      aria-current={current ? "page" : undefined}
      className={cx(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors",
        current ? "bg-accent-soft font-medium text-accent" : "text-ink-soft hover:bg-hover hover:text-ink",
      )}
    >
      <item.icon aria-hidden className="size-4 shrink-0" />
      <span className={narrow ? "sr-only" : ""}>{item.label}</span>
      {item === liveItem && <LivePulse narrow={narrow} />}
      {item === reviewItem && <ReviewCount narrow={narrow} />}
      {item === compareItem && <CompareCount narrow={narrow} />}
    </Link>
  );
  return (
    <li>
      {narrow ? (
        <Tooltip label={item.label} side="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}

/** How many blind comparisons wait for the person's vote. */
function CompareCount({ narrow }: { narrow: boolean }) {
  const every = { staleTime: 60_000, refetchInterval: 60_000 };
  const { data: evaluations = [] } = useQuery({ ...judgingQueries.evaluationsOf("open"), ...every });
  const count = evaluations.reduce((sum, { waiting }) => sum + waiting.takeable, 0);
  return <WaitingCount count={count} narrow={narrow} />;
}

/** A dot that breathes, with a count, while runs are being written. */
function LivePulse({ narrow }: { narrow: boolean }) {
  const { data: runs = [] } = useQuery(runQueries.running());
  if (runs.length === 0) return null;
  return (
    <span className={cx("flex items-center gap-1.5 text-2xs", narrow ? "absolute top-1.5 right-1.5" : "ml-auto")}>
      <span aria-hidden className="size-1.5 animate-pulse-dot rounded-full bg-ok" />
      <span className={narrow ? "sr-only" : "text-ink-soft"}>
        {runs.length}
        <span className="sr-only"> running</span>
      </span>
    </span>
  );
}

/** How many items wait for the person in all queues; each queue of theirs goes into the palette. */
function ReviewCount({ narrow }: { narrow: boolean }) {
  const { data: queues = [] } = useQuery({ ...reviewQueries.queues(), staleTime: 60_000, refetchInterval: 60_000 });
  const hydrated = useHydrated();
  const go = useGo();
  const mine = queues.filter((queue) => waitingIn(queue) > 0);
  const toSettle = queues.filter(({ waiting }) => waiting.toSettle > 0);
  const way = (id: string, label: string, href: string): Command => {
    return { id, label, keys: [], group: "Go to", run: () => go(href) };
  };
  useCommands([
    ...mine.map(({ id, name }) => way(`queue-${id}`, `Review: ${name}`, hrefs.queue(id))),
    ...toSettle.map(({ id, name }) => way(`settle-${id}`, `Settle: ${name}`, hrefs.settle(id))),
  ]);
  const count = queues.reduce((sum, queue) => sum + waitingIn(queue) + queue.waiting.toSettle, 0);
  // The page may have read them before the sidebar woke up.
  return hydrated ? <WaitingCount count={count} narrow={narrow} /> : null;
}

/** Items that this person can take now, and answers that came back to them. */
function waitingIn({ status, waiting }: ListedQueue): number {
  return status === "open" ? waiting.takeable + waiting.sentBack : 0;
}

/** How much waits behind a way of the sidebar: a number, or where there is no room for one a dot. Nothing for none. */
function WaitingCount({ count, narrow }: { count: number; narrow: boolean }) {
  if (count === 0) return null;
  return (
    <span className={cx("text-2xs tabular-nums", narrow ? "absolute top-1 right-1" : "ml-auto text-ink-soft")}>
      <span aria-hidden={narrow} className={narrow ? "block size-1.5 rounded-full bg-accent" : ""}>
        {!narrow && formatNumber(count)}
      </span>
      <span className="sr-only">{narrow ? formatNumber(count) : ""} wait for you</span>
    </span>
  );
}
