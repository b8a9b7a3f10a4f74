import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { CorpusFigures } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { SnapshotFacts } from "@/lib/domain/training/snapshot";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { BehaviourPanel } from "./behaviour-panel";
import { CorpusTable } from "./corpus-table";
import { DetectorsPanel } from "./detectors-panel";
import { DialogueFactsPanel } from "./dialogue-facts-panel";
import { GrowthPanel } from "./growth-panel";
import { LikenessPanel } from "./likeness-panel";
import { useDialoguesOf } from "./use-dialogues-of";

type Counted = NonNullable<CorpusFigures["counted"]>;

type MeasuredCorpusProps = {
  of: Measured;
  counted: Counted;
  rows: CorpusFigures["rows"];
  frozen?: SnapshotFacts;
  /** Those of the data set; null until that is read. */
  dialogues: DialogueFilter | null;
  keeps: boolean;
};

/** What was measured as a whole, and the dialogues behind it as far as a filter tells them. */
export function MeasuredCorpus({ of, counted, rows, frozen, dialogues, keeps }: MeasuredCorpusProps) {
  const { facts, own, people, behaviour, likeness, detectors, peopleId } = counted;
  const theirs = useDialoguesOf(peopleId);
  return (
    <>
      <DialogueFactsPanel facts={facts} count={own.dialogues} frozen={frozen} dialogues={dialogues} />
      <CorpusTable rows={rows} hasPeople={people !== null} dialogues={dialogues} />
      <p className="text-ink-faint text-xs">
        These are of all that was drawn taken together, so that no single dialogue has such a value: what was counted
        opens the dialogues that were drawn from, as the data set holds them now.
      </p>
      <GrowthPanel
        own={own.growth}
        people={people?.growth ?? null}
        dialogues={dialogues}
        name={of.kind === "snapshot" ? "This snapshot" : "This data set"}
        peopleDialogues={theirs}
      />
      {behaviour && <BehaviourPanel behaviour={behaviour} />}
      {likeness && <LikenessPanel likeness={likeness} dialogues={dialogues} peopleDialogues={theirs} />}
      {likeness && <DetectorsPanel of={of} detectors={detectors} keeps={keeps} />}
      <HowMeasured counted={counted} />
    </>
  );
}

function HowMeasured({ counted: { at, own, people, seed, vectoriser, courseBounds } }: { counted: Counted }) {
  return (
    <p className="text-ink-faint text-xs">
      Measured <RelativeTime at={at} /> on {formatNumber(own.drawn)} of {formatNumber(own.dialogues)} dialogues
      {people && ` and ${formatNumber(people.drawn)} of ${formatNumber(people.dialogues)} of people`}, drawn by the seed{" "}
      {seed}. Intervals are 95 %, by leaving out a twentieth of the dialogues after another: a dialogue that was drawn
      twice would count as repetition. There is none for fewer than twelve. Topics by {vectoriser}
      {courseBounds &&
        `: a question goes on from a cosine of ${courseBounds.continues.toFixed(2)} with the one before, and shifts up to ${courseBounds.shifts.toFixed(2)}`}
      ; a comparison under Missing tells them by an endpoint's vectors.
    </p>
  );
}
