"use client";

import { ChartNoAxesColumn, FolderInput, LogOut, Moon, Settings, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { signOut } from "@/lib/client/authenticate";
import { messageOf } from "@/lib/client/client-error";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import { Link } from "../layout/link";
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
  const others = place?.memberships.filter(({ project }) => project.id !== place.project.id) ?? [];

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
          {others.length > 0 && <span className="block">in {place?.project.name}</span>}
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
      {others.map(({ project }) => (
        <MenuItem asChild key={project.id}>
          {/* A full load: nothing read in one project stays in memory in another. */}
          <a href={pathIn(project.slug, "/")}>
            <FolderInput aria-hidden className="size-4 opacity-70" />
            Go to {project.name}
          </a>
        </MenuItem>
      ))}
      {others.length > 0 && <MenuSeparator />}
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

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
