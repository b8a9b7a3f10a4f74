"use client";

import { BookOpen, CloudOff, CloudUpload, History, LogIn, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Command } from "@/lib/client/commands";
import { hrefs } from "@/lib/contract/hrefs";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { ProgressBar } from "../ui/progress-bar";
import { useOutbox } from "./use-outbox";

type WorkBarProps = {
  name: string;
  /** The page itself: signing in again leads back to it. */
  href: string;
  progress: { value: number; max: number; label: string };
  /** How far it is, in words. */
  children: ReactNode;
  /** To read what is asked, to look at what was done, to undo. */
  commands: Command[];
};

const icons = [BookOpen, History, Undo2];

/** Which work this is, how far it is, and whether everything is saved. */
export function WorkBar({ name, href, progress, children, commands }: WorkBarProps) {
  return (
    <header className="z-10 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-paper px-4 py-2 sm:px-6 md:sticky md:top-13 lg:flex-nowrap short:static!">
      <h1 dir="auto" className="min-w-0 max-w-96 truncate font-semibold text-base">
        {name}
      </h1>
      <p className="flex shrink-0 items-center gap-2 text-ink-soft text-xs tabular-nums">
        <ProgressBar value={progress.value} max={Math.max(1, progress.max)} label={progress.label} className="w-28" />
        {children}
      </p>
      <SavedState href={href} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {commands.map((command, i) => (
          <CommandButton key={command.id} command={command} icon={icons[i]} size="sm" variant="quiet" />
        ))}
      </div>
    </header>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Where what was decided is, in words. `href` is the page to come back to after signing in. */
function SavedState({ href }: { href: string }) {
  const outbox = useOutbox();
  const { state, savedAt } = outbox;
  const waiting = outbox.waiting.filter(({ problem }) => problem === undefined).length;
  const className = "flex items-center gap-1.5 text-xs";
  if (state === "signed_out")
    return (
      <Link href={hrefs.signInThen(href)} className={`${className} font-medium text-warn underline`}>
        <LogIn aria-hidden className="size-3.5" />
        Sign in again to send {waiting}
      </Link>
    );
  if (state === "offline" && waiting > 0)
    return (
      <p role="status" className={`${className} text-warn`}>
        <CloudOff aria-hidden className="size-3.5" />
        Offline, {waiting} waiting
      </p>
    );
  if (waiting > 0)
    return (
      <p role="status" className={`${className} text-ink-faint`}>
        <CloudUpload aria-hidden className="size-3.5" />
        Saving
      </p>
    );
  return (
    <p role="status" className={`${className} text-ink-faint tabular-nums`}>
      {savedAt !== null && `Saved ${clock.format(savedAt)}`}
    </p>
  );
}
