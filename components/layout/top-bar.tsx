"use client";

import { CircleHelp, Menu as MenuIcon, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { OfflineNotice } from "./offline-notice";
import { shellParts } from "./shell-parts";
import { Where } from "./where";

// Menus carry a positioning library; they come right after the page, in the room kept for them.
const ThemeToggle = dynamic(() => import("./theme-toggle").then((module) => module.ThemeToggle), {
  ssr: false,
  loading: () => <span className="size-8" />,
});
const UserMenu = dynamic(() => import("./user-menu").then((module) => module.UserMenu), {
  ssr: false,
  loading: () => <span className="size-8" />,
});

const SignedOutNotice = dynamic(shellParts.signedOutNotice, {
  ssr: false,
});

type TopBarProps = { onMenu: () => void; onPalette: () => void; onHelp: () => void };

export function TopBar({ onMenu, onPalette, onHelp }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-13 short:static shrink-0 items-center gap-1.5 border-line border-b bg-paper px-3 sm:px-5">
      <IconButton icon={MenuIcon} label="Menu" side="bottom" onClick={onMenu} className="-ml-1 md:hidden" />
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
