"use client";

import { Archive, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { bearTranslators } from "@/lib/client/bear-translators";
import type { Command } from "@/lib/client/commands";
import { createMoment } from "@/lib/client/moment";
import { useCommandKeys, useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import { KeptInBrowser } from "../kept/kept-in-browser";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { lazyPart } from "../ui/lazy-part";
import { Link } from "./link";
import { navItems } from "./nav-items";
import { useProject } from "./project-context";
import { sidebarCookie } from "./sidebar-cookie";
import { SidebarNav } from "./sidebar-nav";
import { TopBar } from "./top-bar";
import { useGo } from "./use-go";
import { useMay } from "./viewer-context";

/** When somebody asks for it: palette, keys, and the sidebar on a phone. */
const sheetsMoment = createMoment("the sheet", () => import("./shell-sheets"));

const CommandPalette = lazyPart(sheetsMoment, ({ CommandPalette }) => CommandPalette);
const HelpSheet = lazyPart(sheetsMoment, ({ HelpSheet }) => HelpSheet);

const SidebarSheet = lazyPart(sheetsMoment, ({ SidebarSheet }) => SidebarSheet);

if (typeof Node !== "undefined") bearTranslators();

type Sheet = "palette" | "help" | "menu";

/** `sidebarNarrow`: how this browser left the sidebar, which the server reads so that the page is drawn right at once. */
type StudioShellProps = { sidebarNarrow: boolean; children: ReactNode };

/** SidebarNav, top bar and the page between them; owns the keys that work everywhere. */
export function StudioShell({ sidebarNarrow, children }: StudioShellProps) {
  const [narrow, setNarrow] = useState(sidebarNarrow);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const go = useGo();
  const place = useProject();
  const close = () => setSheet(null);

  function toggleSidebar() {
    setNarrow(!narrow);
    sidebarCookie.keep(!narrow);
  }

  useLoadAhead(sheetsMoment);
  useCommandKeys();
  useCommands([
    {
      id: "palette",
      label: "Open the palette",
      keys: ["mod+k"],
      group: "Everywhere",
      inDialogs: true,
      whileTyping: true,
      run: () => setSheet(sheet === "palette" ? null : "palette"),
    },
    { id: "help", label: "Show the keys", keys: ["?"], group: "Everywhere", run: () => setSheet("help") },
    { id: "sidebar", label: "Fold or unfold the sidebar", keys: ["["], group: "Everywhere", run: toggleSidebar },
    ...projectCommands(place),
    ...navItems.map(({ href, label }): Command => ({ id: href, label, keys: [], group: "Go to", run: () => go(href) })),
  ]);

  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="sr-only z-60 rounded-md bg-ink px-3 py-2 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Sidebar narrow={narrow} onToggle={toggleSidebar} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onMenu={() => setSheet("menu")} onPalette={() => setSheet("palette")} onHelp={() => setSheet("help")} />
        <KeptInBrowser memberships={place?.memberships ?? []} />
        <ArchivedNotice />
        <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      {sheet === "menu" && <SidebarSheet onClose={close} />}
      {sheet === "palette" && <CommandPalette onClose={close} />}
      {sheet === "help" && <HelpSheet onClose={close} />}
    </div>
  );
}

/** The other projects of whoever is in several. */
function projectCommands(place: ReturnType<typeof useProject>): Command[] {
  const others = place?.memberships.filter(({ project }) => project.id !== place.project.id) ?? [];
  return others.map(({ project: { id, slug, name } }) => ({
    id: `project-${id}`,
    label: `Go to project: ${name}`,
    keys: [],
    group: "Projects",
    // A full load: nothing read in one project stays in memory in another.
    run: () => window.location.assign(pathIn(slug, hrefs.home)),
  }));
}

/** The sidebar where the window has room for one; folds to icons. */
function Sidebar({ narrow, onToggle }: { narrow: boolean; onToggle: () => void }) {
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

/** Says on every screen of an archived project that nothing can be changed here, and who can change that. */
function ArchivedNotice() {
  const project = useProject()?.project;
  const mayManage = useMay("project.manage");
  if (!project?.archivedAt) return null;
  return (
    <p
      role="status"
      className="flex items-start gap-2 border-line border-b bg-sunken px-4 py-2 text-ink-soft text-sm sm:px-8"
    >
      <Archive aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {project.name} is archived: it can be read and not changed.{" "}
        {mayManage ? (
          <Link href={hrefs.settings} className="text-accent underline">
            Take it out in Settings
          </Link>
        ) : (
          "A lead can take it out of the archive."
        )}
      </span>
    </p>
  );
}
