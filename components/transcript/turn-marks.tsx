import { EyeOff, Flag, PenLine } from "lucide-react";
import type { Turn } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import { flagWords, originWords } from "./dialogue-words";

/** Where a turn comes from, what a person or the watchdog said of it, and whether training leaves it out. */
export function TurnMarks({ turn, untrained }: { turn: Turn; untrained: boolean }) {
  return (
    <>
      {untrained && (
        <Badge icon={EyeOff} title="Training leaves this turn out: it is context only">
          Not trained on
        </Badge>
      )}
      {turn.origin !== "model" && (
        <Badge icon={turn.origin === "person" ? PenLine : undefined} title={originWords[turn.origin]}>
          {turn.origin === "seed" ? "Seed" : turn.origin === "kept" ? "Kept" : "Person"}
        </Badge>
      )}
      {turn.abandoned && <Badge title="It finished after a person had moved on">Left behind</Badge>}
      {turn.flags.map((flag) => (
        <Badge key={flag} tone="warn" icon={Flag} title={flagWords[flag].sentence}>
          {flagWords[flag].label}
        </Badge>
      ))}
    </>
  );
}
