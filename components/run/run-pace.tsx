import type { RunProgress } from "@/lib/domain/run";
import { Quantity } from "../ui/quantity";
import { Stat } from "../ui/stat";

/** How fast dialogues end and turns are written, of one run or of several. */
export function RunPace({ of }: { of: Pick<RunProgress, "dialoguesPerMinute" | "tokensPerSecond"> }) {
  return (
    <>
      <Stat name="Pace, last 5 min">
        <Quantity value={of.dialoguesPerMinute} unit="dialogues/min" why="none ended lately" />
      </Stat>
      <Stat name="Speed, last 5 min">
        <Quantity value={of.tokensPerSecond} unit="tokens/s" why="no turn lately" />
      </Stat>
    </>
  );
}
