"use client";

import { BookOpen, History, Undo2 } from "lucide-react";
import type { Command } from "@/lib/client/commands";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { CommandButton } from "../layout/command-button";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";
import { SavedState } from "./saved-state";

const icons = [BookOpen, History, Undo2];

/** Which queue this is, how far it is, and whether everything is saved. */
export function ReviewBar({ queue, commands }: { queue: ListedQueue; commands: Command[] }) {
  const { answers, answersNeeded } = queue.progress;
  return (
    <header className="z-10 flex flex-wrap lg:flex-nowrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-paper px-4 py-2 sm:px-6 md:sticky md:top-13 short:static!">
      <h1 dir="auto" className="min-w-0 max-w-96 truncate font-semibold text-base">
        {queue.name}
      </h1>
      <p className="flex shrink-0 items-center gap-2 text-ink-soft text-xs tabular-nums">
        <ProgressBar value={answers} max={Math.max(1, answersNeeded)} label="Answers given" className="w-28" />
        {formatNumber(answers)} / {formatNumber(answersNeeded)} answers, {formatNumber(queue.waiting.answered)} yours
      </p>
      <SavedState queueId={queue.id} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {commands.map((command, i) => (
          <CommandButton key={command.id} command={command} icon={icons[i]} size="sm" variant="quiet" />
        ))}
      </div>
    </header>
  );
}
