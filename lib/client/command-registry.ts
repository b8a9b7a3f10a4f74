import type { Command } from "./commands";

type Read = () => readonly Command[];

const sources = new Set<Read>();

/** Commands of what is mounted now; the later mounted (the more specific) last. */
export function registeredCommands(): Command[] {
  return [...sources].flatMap((read) => read());
}

/** Adds commands for as long as their owner is mounted; returns what takes them away. */
export function registerCommands(read: Read): () => void {
  sources.add(read);
  return () => sources.delete(read);
}
