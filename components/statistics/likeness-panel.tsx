import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Likeness, ToldApart } from "@/lib/domain/statistics/corpus-figures";
import { formatNumber } from "../ui/format-number";
import { CalibrationPanel } from "./calibration-panel";
import { OpensDialogues } from "./opens-dialogues";
import { ToldApartTable } from "./told-apart-table";

type LikenessPanelProps = {
  likeness: Likeness;
  /** Whose users they are, and the people beside them; null until that is read. */
  dialogues: DialogueFilter | null;
  peopleDialogues: DialogueFilter | null;
};

/** Whether a classifier can tell the users from people, and by what. */
export function LikenessPanel({ likeness: { found, pools, seconds }, dialogues, peopleDialogues }: LikenessPanelProps) {
  const texts = `${formatNumber(pools.simulated)} texts of its users and ${formatNumber(pools.people)} of people, each a dialogue or several of one writer with at least 50 tokens`;
  if (!found)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-3 text-ink-soft text-sm">
        Human-likeness: a classifier needs at least 13 texts of each side. Here are {texts}.
      </p>
    );
  const lines: [string, ToldApart][] = [
    ["On dialogues it did not learn from", found.heldOut],
    ...found.unseen.map((one): [string, ToldApart] => [`On ${one.writer || "a simulator"}, which it never saw`, one]),
    ...(found.ceiling ? [["One half of the people from the other", found.ceiling] as [string, ToldApart]] : []),
  ];
  return (
    <>
      <ToldApartTable title="Human-likeness by a classifier" lines={lines} />
      {found.unseen.length === 0 && (
        <p className="text-ink-soft text-sm">
          All its users are by one simulator, so nothing tells how a classifier would do on one that it never saw.
        </p>
      )}
      <CalibrationPanel told={found.heldOut} href={hrefs.dialoguesOf(dialogues ?? {})} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Words title="Speaks for people" words={found.words.human} dialogues={peopleDialogues} />
        <Words title="Speaks for the simulator" words={found.words.simulated} dialogues={dialogues} />
      </div>
      <p className="text-ink-faint text-xs">
        Logistic regression on words, pairs of words and runs of characters (docs/method.md), trained here in {seconds}{" "}
        s on {texts}; {formatNumber(pools.leftOver)} dialogues were too short and left over. Single turns cannot be
        told; a text may be of several dialogues, so that a point of the curve opens all of them, and words without
        signs those in which they stand. Likeness is 50 % where nothing tells a text apart. Intervals by bootstrap over
        texts.
      </p>
    </>
  );
}

type WordsProps = {
  title: string;
  words: NonNullable<Likeness["found"]>["words"]["human"];
  dialogues: DialogueFilter | null;
};

function Words({ title, words, dialogues }: WordsProps) {
  return (
    <section className="rounded-lg border border-line bg-surface px-4 py-3">
      <h3 className="mb-2 font-medium text-sm">{title}</h3>
      {words.length === 0 && <p className="text-ink-faint text-sm">No word that stands in five texts.</p>}
      <ul className="flex flex-wrap gap-1.5">
        {words.map(({ words: said, texts }) => (
          <li key={said} className="rounded bg-sunken px-1.5 py-0.5 text-xs" title={`In ${texts} texts`}>
            <OpensDialogues dialogues={dialogues && saying(dialogues, said)} label={`The dialogues with “${said}”`}>
              <bdi>{said}</bdi>
            </OpensDialogues>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those of them in which these words stand, by whomever; null of what holds a sign, which stands in no text by itself. */
function saying(dialogues: DialogueFilter, words: string): DialogueFilter | null {
  if (!/^[\p{L}\p{N}\p{M}'’ ]+$/u.test(words)) return null;
  return { ...dialogues, q: [dialogues.q, `"${words}"`].filter(Boolean).join(" ") };
}
