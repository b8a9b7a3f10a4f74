"use client";

import { useQuery } from "@tanstack/react-query";
import { exportQueries } from "@/lib/client/queries/export-queries";
import { CopyButton } from "../ui/copy-button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** The keys by which this server signs what it exports, for whoever checks a manifest. */
export function SigningKeys() {
  const { data } = useQuery(exportQueries.signingKeys());
  if (!data) return null;
  return (
    <Panel
      title="Signature of exports"
      description="The manifest of each export is signed by this server. Whoever checks one compares the key with this one, or gives it with --key."
    >
      {data.items.length === 0 && <p className="text-ink-soft text-sm">The key is made with the first export.</p>}
      <ol className="space-y-3">
        {data.items.map(({ fingerprint, createdAt }, i) => (
          <li key={fingerprint} className="flex flex-wrap items-start gap-3 text-sm">
            <code className="min-w-0 flex-1 basis-64 break-all text-xs leading-5">{fingerprint}</code>
            <CopyButton text={fingerprint} label="Copy" />
            <span className="w-full text-ink-faint text-xs">
              {i === 0 ? "In use" : "An earlier key, for what it signed"}, made <RelativeTime at={createdAt} />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
