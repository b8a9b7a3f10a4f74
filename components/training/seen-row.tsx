import type { PreviewPiece, PreviewRow, PreviewSample } from "@/lib/domain/training/preview";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { answerWords, whyWords } from "./audit-words";

/** A row as the trainer will see it: its tokens one by one, what is trained told by line and weight, not by colour alone. */
export function SeenRow({ row }: { row: PreviewRow }) {
  return (
    <div className="space-y-3">
      {row.samples.map((sample, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples of a row never change places
        <Sample key={i} sample={sample} name={nameOf(sample, i, row.samples.length)} />
      ))}
    </div>
  );
}

function nameOf({ answer }: PreviewSample, at: number, all: number): string | null {
  if (answer) return answerWords[answer];
  return all > 1 ? `Sample ${at + 1}` : null;
}

function Sample({ sample, name }: { sample: PreviewSample; name: string | null }) {
  const { as, why, tokens, trained, lost, pieces, isWhole } = sample;
  if (as !== "row")
    return (
      <p className="text-sm">
        <Badge tone="danger">{as === "dropped" ? "Left out by the trainer" : "The trainer stops here"}</Badge>{" "}
        {why && whyWords[why]}
      </p>
    );
  const shown = runsOf(pieces);
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-xs">
        {name && <span className="font-medium text-ink">{name}</span>}
        <span>
          {formatNumber(tokens)} tokens, {formatNumber(trained)} of them trained
        </span>
        {trained === 0 && <Badge tone="danger">Nothing is learned</Badge>}
        {lost > 0 && <Badge tone="warn">{formatNumber(lost)} trained tokens cut off</Badge>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section tabIndex={0} aria-label="Its tokens" className={box}>
        {shown.map((run, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs never change places
          <Run key={i} run={run} />
        ))}
        {lost > 0 && <p className="mt-2 text-warn">Here the trainer cuts.</p>}
        {lost === 0 && !isWhole && <p className="mt-2 text-ink-faint">It goes on; its beginning is shown.</p>}
      </section>
    </div>
  );
}

const box =
  "max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs leading-6";

/** Tokens in a row that are all trained, or none of them. */
type Run = { isTrained: boolean; pieces: PreviewPiece[] };

function runsOf(pieces: readonly PreviewPiece[]): Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.isTrained === piece.isTrained) last.pieces.push(piece);
    else runs.push({ isTrained: piece.isTrained, pieces: [piece] });
  }
  return runs;
}

function Run({ run: { isTrained, pieces } }: { run: Run }) {
  const tokens = pieces.map(({ text, isMark }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens never change places
    <span key={i} className={cx("border-line-strong border-r", isMark && "rounded bg-surface px-0.5 text-ink-faint")}>
      {shownText(text)}
    </span>
  ));
  if (!isTrained) return <span className="text-ink-soft">{tokens}</span>;
  return (
    <mark className="bg-ok-soft font-semibold text-ink underline decoration-2 decoration-ok underline-offset-4">
      <span className="sr-only">Trained: </span>
      {tokens}
      <span className="sr-only"> End of what is trained. </span>
    </mark>
  );
}

/** Line breaks and empty tokens can be seen. */
function shownText(text: string): string {
  return text === "" ? "∅" : text.replaceAll("\n", "⏎\n");
}
