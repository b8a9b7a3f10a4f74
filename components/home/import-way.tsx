"use client";

import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";

/** For whoever may bring in dialogues that are somewhere already. */
export function ImportWay({ before }: { before?: string }) {
  if (!useMay("dialogue.import")) return null;
  return (
    <p className="mt-3 text-ink-soft text-sm">
      {before}
      <Link href={hrefs.newImport} className="text-accent underline">
        Import dialogues
      </Link>
    </p>
  );
}
