import type { Likeness, ToldApart } from "@/lib/domain/statistics/corpus-figures";
import { formatNumber } from "../ui/format-number";
import { CalibrationPanel } from "./calibration-panel";
import { ToldApartTable } from "./told-apart-table";

/** `href`: whose users they are. */
type LikenessPanelProps = { likeness: Likeness; href: string };

/** Whether a classifier can tell the users from people, and by what. */
export function LikenessPanel({ likeness: { found, pools, seconds }, href }: LikenessPanelProps) {
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
      <CalibrationPanel told={found.heldOut} href={href} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Words title="Speaks for people" words={found.words.human} />
        <Words title="Speaks for the simulator" words={found.words.simulated} />
      </div>
      <p className="text-ink-faint text-xs">
        Logistic regression on words, pairs of words and runs of characters (docs/method.md), trained here in {seconds}{" "}
        s on {texts}; {formatNumber(pools.leftOver)} dialogues were too short and left over. Single turns cannot be
        told. Likeness is 50 % where nothing tells a text apart. Intervals by bootstrap over texts.
      </p>
    </>
  );
}

function Words({ title, words }: { title: string; words: NonNullable<Likeness["found"]>["words"]["human"] }) {
  return (
    <section className="rounded-lg border border-line bg-surface px-4 py-3">
      <h3 className="mb-2 font-medium text-sm">{title}</h3>
      {words.length === 0 && <p className="text-ink-faint text-sm">No word that stands in five texts.</p>}
      <ul className="flex flex-wrap gap-1.5">
        {words.map(({ words: said, texts }) => (
          <li key={said} className="rounded bg-sunken px-1.5 py-0.5 text-xs" title={`In ${texts} texts`}>
            <bdi>{said}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
