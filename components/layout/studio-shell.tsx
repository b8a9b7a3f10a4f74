"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { Command } from "@/lib/client/commands";
import { useCommandKeys, useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import { navItems } from "./nav-items";
import { railCookie } from "./rail-cookie";
import { shellParts } from "./shell-parts";
import { SideRail } from "./side-rail";
import { TopBar } from "./top-bar";

const CommandPalette = dynamic(shellParts.commandPalette, {
  ssr: false,
});
const HelpSheet = dynamic(shellParts.helpSheet, { ssr: false });

const RailSheet = dynamic(shellParts.railSheet, { ssr: false });

type Sheet = "palette" | "help" | "menu";

/** `railNarrow`: how this browser left the rail, which the server reads so that the page is drawn right at once. */
type StudioShellProps = { railNarrow: boolean; children: ReactNode };

/** Rail, top bar and the page between them; owns the keys that work everywhere. */
export function StudioShell({ railNarrow, children }: StudioShellProps) {
  const [narrow, setNarrow] = useState(railNarrow);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const router = useRouter();
  const close = () => setSheet(null);

  function toggleRail() {
    setNarrow(!narrow);
    railCookie.keep(!narrow);
  }

  useLoadAhead(shellParts);
  useCommandKeys();
  useCommands([
    {
      ...{ id: "palette", label: "Open the palette", keys: ["mod+k"], group: "Everywhere" },
      ...{ inDialogs: true, whileTyping: true },
      run: () => setSheet(sheet === "palette" ? null : "palette"),
    },
    { id: "help", label: "Show the keys", keys: ["?"], group: "Everywhere", run: () => setSheet("help") },
    { id: "rail", label: "Fold or unfold the rail", keys: ["["], group: "Everywhere", run: toggleRail },
    ...navItems.map(
      ({ href, label }): Command => ({ id: href, label, keys: [], group: "Go to", run: () => router.push(href) }),
    ),
  ]);

  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="sr-only z-60 rounded-md bg-ink px-3 py-2 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <SideRail narrow={narrow} onToggle={toggleRail} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onMenu={() => setSheet("menu")} onPalette={() => setSheet("palette")} onHelp={() => setSheet("help")} />
        <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      {sheet === "menu" && <RailSheet onClose={close} />}
      {sheet === "palette" && <CommandPalette onClose={close} />}
      {sheet === "help" && <HelpSheet onClose={close} />}
    </div>
  );
}
