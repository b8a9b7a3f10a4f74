import { hrefs } from "@/lib/contract/hrefs";
import type { MapNewcomer } from "@/lib/domain/statistics/topic-map";
import { many } from "../../data-set/data-set-words";
import { Link } from "../../layout/link";

/** Dialogues that the data set holds since the snapshot; on the map they are rings. */
export function Newcomers({ newcomers, others }: { newcomers: readonly MapNewcomer[]; others: number }) {
  if (newcomers.length + others === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      <summary className="cursor-pointer">
        {`${many(newcomers.length, "dialogue")} came since, each ringed where it belongs`}
        {others > 0 && `; ${others} have no vector yet`}
      </summary>
      <ul className="mt-2 max-h-60 divide-y divide-line overflow-y-auto">
        {newcomers.map(({ dialogueId, text }) => (
          <li key={dialogueId} className="py-1.5">
            <Link href={hrefs.dialogue(dialogueId)} dir="auto" className="line-clamp-2 break-words hover:underline">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
