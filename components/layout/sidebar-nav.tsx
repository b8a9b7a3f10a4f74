"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "../ui/cx";
import { Tooltip } from "../ui/tooltip";
import { LivePulse } from "./live-pulse";
import { compareItem, homeItem, itemAt, liveItem, type NavItem, navGroups, reviewItem } from "./nav-items";
import { ReviewCount } from "./review-count";
import { useRights } from "./viewer-context";

// Comes right after the page: a number that few wait for.
const CompareCount = dynamic(() => import("./compare-count").then((module) => module.CompareCount), { ssr: false });

type SidebarNavProps = { narrow: boolean; onGo?: () => void };

/** The ways through the studio, by job. `narrow` leaves the icons, with their names on hover and for screen readers. */
export function SidebarNav({ narrow, onGo }: SidebarNavProps) {
  const here = itemAt(usePathname());
  const rights = useRights();
  const isFor = ({ needs }: NavItem) => needs === undefined || rights.includes(needs);
  return (
    <nav aria-label="Studio" className="flex flex-col gap-4 px-2 py-3">
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
