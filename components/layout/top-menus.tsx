"use client";

import { ChartNoAxesColumn, Check, ChevronsUpDown, LogOut, Moon, Settings, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { signOut } from "@/lib/client/authenticate";
import { messageOf } from "@/lib/client/client-error";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import { Link } from "../layout/link";
import { cx } from "../ui/cx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { errorToast } from "../ui/toasts";
import { useProject } from "./project-context";
import { themes } from "./themes";
import { useViewer } from "./viewer-context";

export function ThemeToggle() {
  const { setTheme } = useTheme();
  return (
    <Menu
      label="Theme"
      trigger={
        <button
          type="button"
          aria-label="Theme"
          className="inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Sun aria-hidden className="size-4 dark:hidden" />
          <Moon aria-hidden className="hidden size-4 dark:block" />
        </button>
      }
    >
      {themes.map(({ value, label, icon }) => (
        <MenuItem key={value} icon={icon} onSelect={() => setTheme(value)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

export function UserMenu() {
  const viewer = useViewer();
  const place = useProject();

  async function leave() {
    try {
      await signOut();
      // A full load, so that nothing read as this person stays in memory.
      window.location.assign(hrefs.signIn);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return (
    <Menu
      label={
        <>
          <span className="block font-medium text-ink text-sm">{viewer.name}</span>
          <span className="block">{viewer.email}</span>
          <span className="block">{viewer.roles.join(", ")}</span>
          {place && place.memberships.length > 1 && (
            <span className="block max-w-64 [overflow-wrap:anywhere]">in {place.project.name}</span>
          )}
        </>
      }
      trigger={
        <button
          type="button"
          aria-label={`Account of ${viewer.name}`}
          className="inline-flex size-8 items-center justify-center rounded-full bg-hover font-medium text-2xs text-ink hover:bg-accent-soft"
        >
          {initials(viewer.name)}
        </button>
      }
    >
      <MenuSeparator />
      <MenuItem asChild>
        <Link href={hrefs.member(viewer.id)}>
          <ChartNoAxesColumn aria-hidden className="size-4 opacity-70" />
          Your work
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={hrefs.settings}>
          <Settings aria-hidden className="size-4 opacity-70" />
          Settings
        </Link>
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** The project that is open, and the others of the person behind it; only for whoever is in several. */
export function ProjectSwitch({ narrow }: { narrow: boolean }) {
  const place = useProject();
  if (!place) return null;
  const { project: here, memberships } = place;
  return (
    <Menu
      align="start"
      label="Your projects"
      trigger={
        <button
          type="button"
          aria-label={`Project ${here.name}`}
          title={here.name}
          className={cx(
            "flex h-9 w-full items-center gap-2.5 rounded-md border border-line bg-surface text-left text-sm hover:bg-hover",
            narrow ? "justify-center" : "px-2",
          )}
        >
          <span
            aria-hidden
            className="flex size-5 shrink-0 items-center justify-center rounded bg-accent-soft font-medium text-2xs text-accent"
          >
            {Array.from(here.name)[0]?.toUpperCase()}
          </span>
          {!narrow && (
            <>
              <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
                {here.name}
              </span>
              <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
            </>
          )}
        </button>
      }
    >
      {memberships.map(({ project }) => (
        <MenuItem asChild key={project.id}>
          {/* A full load: nothing read in one project stays in memory in another. */}
          <a href={pathIn(project.slug, "/")} aria-current={project.id === here.id ? "true" : undefined}>
            <Check aria-hidden className={cx("size-4 shrink-0", project.id === here.id ? "opacity-70" : "invisible")} />
            <span dir="auto" className="max-w-72 [overflow-wrap:anywhere]">
              {project.name}
            </span>
            {project.archivedAt !== null && <span className="text-ink-faint text-xs">archived</span>}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
