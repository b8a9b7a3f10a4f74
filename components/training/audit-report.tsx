import { hrefs } from "@/lib/contract/hrefs";
import type { Audit, Finding } from "@/lib/domain/training/audit";
import { Link } from "../layout/link";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Stat } from "../ui/stat";
import { answerWords, findingWords, originWords, roleWords, whyWords } from "./audit-words";

type AuditReportProps = {
  audit: Audit;
  /** What the trainer's setting for its length is called. */
  length: string | null;
  /** Where a dialogue can be left out: does it. */
  onLeaveOut?: (dialogueId: string) => void;
};

/** What the trainer will do with the rows: what it learns, what it loses, and each row that is not as it should be. */
export function AuditReport({ audit, length, onLeaveOut }: AuditReportProps) {
  const { rulesOf, tokenizer, template, maxLength, samples, tokens, trained, findings } = audit;
  if (rulesOf === null)
    return (
      <p className="text-ink-soft text-sm">
        This file is for no trainer in particular, so nobody can tell what will be learned from it.
      </p>
    );
  return (
    <section aria-label="What the trainer will do" className="space-y-4">
      <p className="max-w-prose text-ink-soft text-sm">
        As {rulesOf} loads it, in tokens of {tokenizer} with {template}
        {maxLength === null
          ? ", uncut: rows may be as long as the model reads."
          : `, up to ${formatNumber(maxLength)} tokens, its usual length.`}
      </p>
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        <Stat name="Trained on">{formatNumber(samples)}</Stat>
        <Stat name="Tokens">{formatNumber(tokens)}</Stat>
        <Stat name="Trained tokens">{formatNumber(trained)}</Stat>
      </dl>
      <div className="flex flex-wrap gap-x-10 gap-y-3">
        <Shares title="Trained tokens by who speaks" counts={audit.byRole} words={roleWords} all={trained} />
        {Object.keys(audit.byAnswer).length > 0 && (
          <Shares
            title="Trained tokens by what people said"
            counts={audit.byAnswer}
            words={answerWords}
            all={trained}
          />
        )}
        <Shares title="Trained tokens by who wrote them" counts={audit.byOrigin} words={originWords} all={trained} />
      </div>
      {findings.length === 0 ? (
        <p className="text-sm">
          <Badge tone="ok">Nothing is lost</Badge> Every row is trained on as it is meant.
        </p>
      ) : (
        <ul aria-label="What is not as it should be" className="space-y-2">
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.why}`}>
              <FindingLine finding={finding} length={length} onLeaveOut={onLeaveOut} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type SharesProps<Key extends string> = {
  title: string;
  counts: Readonly<Partial<Record<Key, number>>>;
  words: Readonly<Record<Key, string>>;
  all: number;
};

function Shares<Key extends string>({ title, counts, words, all }: SharesProps<Key>) {
  const some = (Object.entries(counts) as [Key, number][]).filter(([, count]) => count > 0);
  return (
    <div>
      <h4 className="text-ink-faint text-xs">{title}</h4>
      <ul className="mt-0.5 text-sm">
        {some.map(([key, count]) => (
          <li key={key}>
            <span className="tabular-nums">{formatNumber(count)}</span> · {words[key]}
            <span className="text-ink-faint"> {Math.round((100 * count) / all)}%</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type FindingLineProps = { finding: Finding } & Omit<AuditReportProps, "audit">;

function FindingLine({ finding, length, onLeaveOut }: FindingLineProps) {
  const { kind, why, rows, dialogues, examples } = finding;
  const { tone, title, advice } = findingWords[kind];
  return (
    <details className="rounded-md border border-line px-3 py-2 text-sm">
      <summary className="cursor-pointer">
        <Badge tone={tone}>{rows === 1 ? "1 row" : `${formatNumber(rows)} rows`}</Badge>{" "}
        <span className="font-medium">{title}</span>
        {why && ` · ${whyWords[why]}`}
      </summary>
      <p className="mt-2 max-w-prose text-ink-soft">{advice(length)}</p>
      <ul className="mt-2 divide-y divide-line">
        {examples.map(({ row, part, dialogueId, tokens }) => (
          <li key={dialogueId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <Link href={hrefs.dialogue(dialogueId)} className="break-all text-accent hover:underline">
              {dialogueId}
            </Link>
            <span className="text-ink-soft">
              row {formatNumber(row)}
              {part !== null && ` of ${part}`}
              {tokens !== null && `, ${formatNumber(tokens)} tokens`}
            </span>
            {onLeaveOut && (
              <Button size="sm" aria-label={`Leave out ${dialogueId}`} onClick={() => onLeaveOut(dialogueId)}>
                Leave out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {dialogues > examples.length && (
        <p className="mt-1 text-ink-faint text-xs">
          {formatNumber(examples.length)} of {formatNumber(dialogues)} dialogues; all of them are counted.
        </p>
      )}
    </details>
  );
}
