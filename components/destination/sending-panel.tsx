import type { ReactNode } from "react";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore, type LoadMoreProps } from "../table/load-more";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { type Sent, SentRow, type StandWords } from "./sent-row";

type SendingPanelProps = {
  title: string;
  /** Where it was sent so far, newest first. */
  sent: LoadMoreProps["list"] & {
    data?: { pages: readonly { items: readonly Sent[] }[] };
    error: Error | null;
    refetch: () => unknown;
  };
  /** What the list of these is called, what is counted in it, and how each stands. */
  words: StandWords & { list: string; noun: string };
  /** What can be sent, and where to. */
  children: ReactNode;
};

/** Sends files to a place of the team's own, and tells where they were sent. */
export function SendingPanel({ title, sent, words, children }: SendingPanelProps) {
  const items = sent.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={title}
      description="To a repository of a Hugging Face hub, or a bucket that speaks S3, of your team's own."
      aside={
        <Button asChild size="sm" variant="quiet">
          <Link href={dataHrefs.destinations}>Destinations</Link>
        </Button>
      }
      className="space-y-4"
    >
      {children}
      {items.length > 0 && (
        <ol aria-label={words.list} className="divide-y divide-line border-line border-t text-sm">
          {items.map((one) => (
            <SentRow key={one.id} sent={one} words={words} />
          ))}
        </ol>
      )}
      {sent.error && <QueryError what="where it was sent" error={sent.error} onRetry={sent.refetch} />}
      {sent.hasNextPage && <LoadMore list={sent} shown={items.length} noun={words.noun} />}
    </Panel>
  );
}
