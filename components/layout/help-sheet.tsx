"use client";

import { useState } from "react";
import { registeredCommands } from "@/lib/client/command-registry";
import { Drawer } from "../ui/drawer";
import { Kbd } from "../ui/kbd";

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
