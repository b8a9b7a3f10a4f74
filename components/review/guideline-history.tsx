"use client";

import { useQuery } from "@tanstack/react-query";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { WordDiffView } from "../transcript/word-diff-view";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** The versions of a guideline, each with what it changed in the text. */
export function GuidelineHistory({ queueId }: { queueId: string }) {
  const { data: versions = [] } = useQuery(reviewQueries.guidelines(queueId));
  if (versions.length < 2) return null;
  return (
    <Panel title="Versions of the guideline">
      <ol className="divide-y divide-line">
        {versions.map(({ version, text, personName, createdAt }, i) => (
          <li key={version} className="py-3">
            <details>
              <summary className="cursor-pointer text-sm">
                <span className="font-medium">Version {version}</span>{" "}
                <span className="text-ink-faint text-xs">
                  by {personName}, <RelativeTime at={createdAt} />
                </span>
              </summary>
              <div className="mt-3">
                <WordDiffView before={versions[i + 1]?.text ?? ""} after={text} />
              </div>
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
