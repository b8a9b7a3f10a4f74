"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { hrefs } from "@/lib/contract/hrefs";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { SidebarNav } from "./sidebar-nav";

/** The sidebar where the window has room for one; folds to icons. */
export function Sidebar({ narrow, onToggle }: { narrow: boolean; onToggle: () => void }) {
  return (
    <aside
      aria-label="SidebarNav"
      className={cx(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-r bg-sunken md:flex",
        narrow ? "w-13" : "w-52",
      )}
    >
      <div className={cx("flex h-13 shrink-0 items-center", narrow ? "justify-center" : "justify-between pr-2 pl-4.5")}>
        {!narrow && (
          <Link href={hrefs.home} className="font-semibold font-serif text-lg tracking-tight">
            RealChat
          </Link>
        )}
        <IconButton
          icon={narrow ? PanelLeftOpen : PanelLeftClose}
          label={narrow ? "Unfold the sidebar" : "Fold the sidebar"}
          keys="["
          side="right"
          data-command="sidebar"
          onClick={onToggle}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <SidebarNav narrow={narrow} />
      </div>
    </aside>
  );
}
