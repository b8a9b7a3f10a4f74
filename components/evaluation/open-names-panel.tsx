"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { OpenNames } from "@/lib/contract/endpoints/open-names";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RulingButtons } from "./ruling-buttons";

const fewest = 5;

/** Where raters read what may be a model's name or a word: only a person can tell. Nothing where there is no such place. */
export function OpenNamesPanel({ evaluationId }: { evaluationId: string }) {
  const manages = useMay("evaluation.manage");
  const { data, error } = useQuery({ ...judgingQueries.openNames(evaluationId), enabled: manages });
  const [showsAll, setShowsAll] = useState(false);
  if (error && !data) return <p className="text-ink-soft text-sm">Names to look at: {messageOf(error)}</p>;
  if (!data || data.places === 0) return null;
  const { places, texts, first, isLeftOut } = data;
  const shown = showsAll ? first : first.slice(0, fewest);
  return (
    <Panel
      title="Names to look at"
      description={`${count(places, "place")} in ${count(texts, "text")} may name a model, or be a word like any other. Raters read them as they stand; the votes on them can be left out of the figures.`}
      aside={
        manages && (
          <RulingButtons
            evaluationId={evaluationId}
            subject="open_names"
            id={evaluationId}
            name="votes on texts that may name a model"
            isLeftOut={isLeftOut}
          />
        )
      }
    >
      <ul className="divide-y divide-line">
        {shown.map((place, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is read whole and never reordered.
          <OpenName key={i} evaluationId={evaluationId} place={place} />
        ))}
      </ul>
      {first.length > shown.length && (
        <Button size="sm" variant="quiet" onClick={() => setShowsAll(true)}>
          Show {formatNumber(first.length - shown.length)} more
        </Button>
      )}
      {showsAll && places > first.length && (
        <p className="text-ink-faint text-sm">{formatNumber(places - first.length)} more are not listed.</p>
      )}
    </Panel>
  );
}

function OpenName({ evaluationId, place }: { evaluationId: string; place: OpenNames["first"][number] }) {
  const { comparisonId, candidate, speaker, round, name, before, word, after } = place;
  const where = `${candidate}, ${speaker === "user" ? "user" : "answer"} of round ${round}`;
  return (
    <li className="py-2.5">
      <p dir="auto" className="wrap-anywhere text-sm">
        <span className="text-ink-soft">{before}</span>
        <mark className="rounded bg-warn-soft px-0.5 font-medium text-ink">{word}</mark>
        <span className="text-ink-soft">{after}</span>
      </p>
      <p className="mt-0.5 text-ink-faint text-xs">
        Perhaps {name}.{" "}
        {comparisonId ? (
          <Link href={hrefs.comparison(evaluationId, comparisonId)} className="underline hover:text-ink">
            {where}
          </Link>
        ) : (
          where
        )}
      </p>
    </li>
  );
}

function count(n: number, noun: string): string {
  return `${formatNumber(n)} ${n === 1 ? noun : `${noun}s`}`;
}
