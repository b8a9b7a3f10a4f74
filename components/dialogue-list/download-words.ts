import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportPreview } from "@/lib/domain/export-preview";
import { formatNumber } from "../ui/format-number";

/** How many of the dialogues that match a file holds, and why not the others. */
export function sayHeld({ matched, held, rejected }: ExportPreview): string {
  if (matched === 0) return "None matches, so a file would be empty.";
  const left = matched - held;
  const those = count(held, "dialogue");
  if (left === 0) return `A file holds all of them: ${those}.`;
  const others = left - rejected;
  const why = [
    rejected > 0 && `${formatNumber(rejected)} for a rejected turn`,
    others > 0 && `${formatNumber(others)} for having no whole round, an empty turn or one speaker twice in a row`,
  ].filter(Boolean);
  return `A file holds ${those}; left out are ${why.join(" and ")}.`;
}

/** What is trained on where a format says it turn by turn. */
export function sayTrained(preview: ExportPreview, target: Speaker): string {
  const { trained, masked, empty } = preview[target];
  const said = [`${count(preview.held - empty, "dialogue")}`, `${count(trained, "turn")} trained on`];
  if (masked > 0) said.push(`${formatNumber(masked)} left out by people`);
  if (empty > 0) said.push(`${count(empty, "dialogue")} with nothing left to train on not in it`);
  return `${said.join(", ")}.`;
}

function count(n: number, noun: string): string {
  return `${formatNumber(n)} ${n === 1 ? noun : `${noun}s`}`;
}
