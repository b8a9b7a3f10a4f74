"use client";

import { useMutationState } from "@tanstack/react-query";
import { CircleHelp, LogIn, Menu as MenuIcon, Search, WifiOff } from "lucide-react";
import { usePathname } from "next/navigation";
import { useSignedOut } from "@/lib/client/signed-out";
import { useOnline } from "@/lib/client/use-online";
import { hrefs } from "@/lib/contract/hrefs";
import { pathWithin } from "@/lib/contract/project-paths";
import { Link } from "../layout/link";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { lazyPart } from "../ui/lazy-part";
import { menusMoment } from "./menus-moment";
import { itemAt } from "./nav-items";
import { useProject } from "./project-context";

// Menus carry a positioning library; they come right after the page, in the room kept for them.
const ThemeToggle = lazyPart(menusMoment, ({ menus }) => menus.ThemeToggle, <span className="size-8" />);
const UserMenu = lazyPart(menusMoment, ({ menus }) => menus.UserMenu, <span className="size-8" />);

type TopBarProps = { onMenu: () => void; onPalette: () => void; onHelp: () => void };

export function TopBar({ onMenu, onPalette, onHelp }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-13 short:static shrink-0 items-center gap-1.5 border-line border-b bg-paper px-3 sm:px-5">
      <IconButton icon={MenuIcon} label="Menu" side="bottom" onClick={onMenu} className="-ml-1 md:hidden" />
      <WhichProject />
      <Where />
      <OfflineNotice />
      <SignedOutNotice />
      <button
        type="button"
        data-command="palette"
        aria-label="Search and commands"
        onClick={onPalette}
        className="ml-auto flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-faint text-xs hover:bg-hover hover:text-ink"
      >
        <Search aria-hidden className="size-3.5" />
        <span className="max-sm:hidden">Go to, act, find</span>
        <Kbd keys="mod+k" className="max-sm:hidden" />
      </button>
      <IconButton
        icon={CircleHelp}
        label="Keys on this page"
        keys="?"
        side="bottom"
        data-command="help"
        onClick={onHelp}
        className="max-sm:hidden"
      />
      <ThemeToggle />
      <UserMenu />
    </header>
  );
}

/** The project, where the sidebar that names it is folded away, for whoever is in several. */
function WhichProject() {
  const place = useProject();
  if (!place || place.memberships.length < 2) return null;
  return (
    <span className="flex min-w-0 max-w-32 shrink gap-1.5 text-ink-faint text-sm md:hidden">
      <bdi className="truncate">{place.project.name}</bdi>
      <span aria-hidden>/</span>
    </span>
  );
}

/** Where you are: the part of the studio, as a way back when you are deeper in it. */
function Where() {
  const pathname = pathWithin(usePathname());
  const item = itemAt(pathname);
  if (!item) return null;
  return pathname === item.href ? (
    <span className="truncate font-medium text-sm">{item.label}</span>
  ) : (
    <Link href={item.href} className="truncate text-ink-soft text-sm hover:text-ink hover:underline">
      {item.label}
    </Link>
  );
}

/** Says that the line is gone, what that means for what is seen, and how many acts wait for it. */
function OfflineNotice() {
  const online = useOnline();
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length;
  return (
    <div role="status" className="min-w-0">
      {!online && (
        <p className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-ink text-xs">
          <WifiOff aria-hidden className="size-3.5 shrink-0 text-warn" />
          <strong className="shrink-0 font-medium">Offline{waiting > 0 && `, ${waiting} waiting`}</strong>
          <span className="truncate max-lg:sr-only">
            {waiting > 0
              ? "Keep this page open: it is sent when the line is back."
              : "What you see may be old until the line is back."}
          </span>
        </p>
      )}
    </div>
  );
}

/** Says that the session has ended, and leads to the sign-in beside this page, so that nothing typed here is left. */
function SignedOutNotice() {
  const isSignedOut = useSignedOut();
  const pathname = usePathname();
  return (
    <div role="status" className="min-w-0">
      {isSignedOut && (
        <p className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-ink text-xs">
          <LogIn aria-hidden className="size-3.5 shrink-0 text-warn" />
          <strong className="shrink-0 font-medium">Signed out</strong>
          <a
            href={hrefs.signInThen(pathname)}
            target="_blank"
            rel="noreferrer"
            className="truncate underline"
            title="Opens another tab. What you typed stays here; come back to this page afterwards."
          >
            Sign in, then go on here
          </a>
        </p>
      )}
    </div>
  );
}
