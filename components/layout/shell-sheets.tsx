"use client";

import { useQuery } from "@tanstack/react-query";
import { defaultFilter, Command as Menu } from "cmdk";
import { useDeferredValue, useState } from "react";
import { registeredCommands } from "@/lib/client/command-registry";
import type { Command } from "@/lib/client/commands";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { savedFilterQueries } from "@/lib/client/queries/saved-filter-queries";
import { runCommand } from "@/lib/client/use-commands";
import { hrefs } from "@/lib/contract/hrefs";
import type { Dialogue } from "@/lib/domain/dialogue";
import { Drawer } from "../ui/drawer";
import { FocusReturn } from "../ui/focus-return";
import { Kbd } from "../ui/kbd";
import { morePlaces } from "./more-places";
import { SidebarNav } from "./sidebar-nav";
import { useGo } from "./use-go";

const itemClass =
  "flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm text-ink data-[selected=true]:bg-accent-soft";
const groupClass =
  "p-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-faint";

/** Go to, act on, find a dialogue. What it offers is what the keys of this page offer. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const go = useGo();
  const [commands] = useState(() => [
    ...registeredCommands().filter((command) => command.id !== "palette" && (command.when?.() ?? true)),
    ...morePlaces(go),
  ]);
  const words = useDeferredValue(text.trim());
  const search = useQuery(dialogueQueries.found(words));
  const found = search.data ?? [];
  const { data: saved = [] } = useQuery(savedFilterQueries.list());
  function leaveFor(act: () => void) {
    onClose();
    // After the dialog has given the focus back, or the act would move it in vain.
    setTimeout(act);
  }

  return (
    <Menu.Dialog
      open
      onOpenChange={onClose}
      label="Search and commands"
      filter={fitOfEntry}
      // Ctrl+K would mean "previous" in here, but it is what closes the palette.
      vimBindings={false}
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-surface shadow-float"
    >
      <FocusReturn />
      <Menu.Input
        value={text}
        onValueChange={setText}
        placeholder="Go to, act, or find a dialogue by its words"
        className="h-12 w-full border-line border-b bg-transparent px-4 text-sm outline-none"
      />
      {found.length === 0 && (
        <Menu.Empty className="px-4 py-8 text-center text-ink-soft text-sm">
          {whyNothing({ isError: search.isError, isLooking: search.isFetching || words !== text.trim(), words })}
        </Menu.Empty>
      )}
      <Menu.List className="max-h-[min(60vh,26rem)] overflow-y-auto">
        <CommandGroups commands={commands} onSelect={(command) => leaveFor(() => runCommand(command))} />
        {saved.length > 0 && (
          <Menu.Group heading="Saved filters" className={groupClass}>
            {saved.map(({ id, name, filter }) => (
              <Menu.Item
                key={id}
                value={id}
                keywords={[name, "saved filter"]}
                onSelect={() => leaveFor(() => go(hrefs.dialoguesOf(filter)))}
                className={itemClass}
              >
                <bdi className="flex-1 truncate">{name}</bdi>
              </Menu.Item>
            ))}
          </Menu.Group>
        )}
        {found.length > 0 && (
          <Menu.Group heading="Dialogues" className={groupClass} forceMount>
            {found.map((dialogue) => (
              <DialogueEntry
                key={dialogue.id}
                dialogue={dialogue}
                onSelect={() => leaveFor(() => go(hrefs.dialogue(dialogue.id)))}
              />
            ))}
          </Menu.Group>
        )}
      </Menu.List>
    </Menu.Dialog>
  );
}

type Looking = { isError: boolean; isLooking: boolean; words: string };

function whyNothing({ isError, isLooking, words }: Looking): string {
  if (isError) return "No command is called that, and the dialogues could not be searched.";
  if (isLooking) return "Looking in the dialogues…";
  if (words.length < 3) return "No command is called that. Three letters or more are looked for in the dialogues, too.";
  return "No command is called that, and no dialogue says it.";
}

function CommandGroups({ commands, onSelect }: { commands: Command[]; onSelect: (command: Command) => void }) {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.map((group) => (
    <Menu.Group key={group} heading={group} className={groupClass}>
      {commands
        .filter((command) => command.group === group)
        .map((command) => (
          <Menu.Item
            key={command.id}
            value={command.id}
            keywords={[command.label]}
            onSelect={() => onSelect(command)}
            className={itemClass}
          >
            <span className="flex-1">{command.label}</span>
            {command.keys[0] && <Kbd keys={command.keys[0]} />}
          </Menu.Item>
        ))}
    </Menu.Group>
  ));
}

function DialogueEntry({ dialogue, onSelect }: { dialogue: Dialogue; onSelect: () => void }) {
  return (
    <Menu.Item value={dialogue.id} forceMount onSelect={onSelect} className={itemClass}>
      <span dir="auto" className="flex-1 truncate">
        {dialogue.opening || "No turn yet"}
      </span>
      <span className="shrink-0 text-ink-faint text-xs">
        {dialogue.origin.name} · {dialogue.number}
      </span>
    </Menu.Item>
  );
}

/** All keys that work on this page, from the same objects that make them work. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const [commands] = useState(() => registeredCommands().filter((command) => command.keys.length > 0));
  const groups = [...new Set(commands.map((command) => command.group))].reverse();
  return (
    <Drawer open onOpenChange={onClose} title="Keys on this page">
      {groups.map((group) => (
        <section key={group} className="mb-6">
          <h3 className="mb-2 font-medium text-ink-faint text-xs">{group}</h3>
          <dl className="space-y-1.5">
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className="flex items-center justify-between gap-4">
                  <dt className="text-sm">{command.label}</dt>
                  <dd className="flex items-center gap-1.5">
                    {command.keys.map((keys) => (
                      <span key={keys}>
                        <Kbd keys={keys} />
                        <span className="sr-only">{keys}</span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <p className="text-ink-faint text-xs">Keys rest while you type and while a dialog is open.</p>
    </Drawer>
  );
}

/** The sidebar on a narrow screen. */
export function SidebarSheet({ onClose }: { onClose: () => void }) {
  return (
    <Drawer open onOpenChange={onClose} title="RealChat" side="left">
      <SidebarNav narrow={false} onGo={onClose} />
    </Drawer>
  );
}

/**
 * How well what is typed into the palette fits an entry, 0 for not at all. By the words that a person reads only: the
 * fuzzy match would find nearly any short text in an id.
 */
export function fitOfEntry(_id: string, typed: string, words: string[] = []): number {
  return defaultFilter(words.join(" "), typed);
}
