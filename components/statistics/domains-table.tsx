"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useSeedsOfTag } from "@/lib/client/mutations/gap-mutations";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { tagInList } from "@/lib/domain/tag-list";
import { wilsonShare } from "@/lib/stats/intervals";
import { Link } from "../layout/link";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { errorToast } from "../ui/toasts";
import { tellShare } from "./gap-words";
import { useDialoguesOf } from "./use-dialogues-of";

type Side = { snapshotId: string; total: number; tags: ReadonlyMap<string, number>; filter: DialogueFilter };

/** How dialogues of both sides lie over domains, which are tags that people gave them; each opens its dialogues. */
export function DomainsTable({ peopleId, simulatedId }: { peopleId: string; simulatedId: string }) {
  const [people, simulated] = [useSide(peopleId), useSide(simulatedId)];
  const seeds = useMay("seedSet.manage");
  if (!people || !simulated) return null;
  const tags = [...new Set([...people.tags.keys(), ...simulated.tags.keys()])];
  const sizeOf = (tag: string) => (people.tags.get(tag) ?? 0) + (simulated.tags.get(tag) ?? 0);
  tags.sort((a, b) => sizeOf(b) - sizeOf(a) || (a < b ? -1 : 1));
  return (
    <section aria-label="Domains" className="space-y-2">
      <h2 className="font-semibold text-base">Domains</h2>
      {tags.length === 0 ? (
        <p className="text-ink-soft text-sm">
          No dialogue of either side carried a tag when it was frozen. Tags are the domains that are known; clusters
          stand for them until then.
        </p>
      ) : (
        <>
          <Table caption="Dialogues by domain">
            <thead>
              <tr>
                <HeadCell>Tag</HeadCell>
                <HeadCell numeric>People</HeadCell>
                <HeadCell numeric>Simulator</HeadCell>
                {seeds && <HeadCell>Seeds</HeadCell>}
              </tr>
            </thead>
            <tbody>
              {tags.map((tag) => (
                <Row key={tag}>
                  <Cell className="min-w-40 max-w-xs break-words">
                    <bdi>{tag}</bdi>
                  </Cell>
                  <ShareCell side={people} tag={tag} whose="people" />
                  <ShareCell side={simulated} tag={tag} whose="the simulator" />
                  {seeds && (
                    <Cell className="whitespace-nowrap">
                      <SeedsOf side={people} tag={tag} whose="people" label="People's" />{" "}
                      <SeedsOf side={simulated} tag={tag} whose="the simulator" label="Simulator's" />
                    </Cell>
                  )}
                </Row>
              ))}
            </tbody>
          </Table>
          <p className="text-ink-faint text-xs">
            Shares of dialogues that carried the tag when they were frozen, with 95 % intervals (Wilson). A share opens
            its dialogues as they are tagged now, to be saved as a filter, reviewed, or kept as a data set.
            {seeds && " Seeds are the first questions of those that were frozen with the tag, as a set to run from."}
          </p>
        </>
      )}
    </section>
  );
}

function ShareCell({ side: { total, tags, filter }, tag, whose }: { side: Side; tag: string; whose: string }) {
  const count = tags.get(tag) ?? 0;
  const figure = wilsonShare(count, total);
  const share = figure.ok
    ? { value: figure.value, low: figure.interval?.low ?? null, high: figure.interval?.high ?? null }
    : null;
  return (
    <Cell numeric>
      {count === 0 ? (
        tellShare(share)
      ) : (
        <Link
          href={hrefs.dialoguesOf({ ...filter, tag: tagInList(tag) })}
          aria-label={`${formatNumber(count)} dialogues of ${whose} with ${tag}`}
          className="text-accent underline"
        >
          {tellShare(share)}
        </Link>
      )}
    </Cell>
  );
}

type SeedsProps = { side: Side; tag: string; whose: string; label: string };

/** Makes a seed set of how the dialogues of a domain begin, in one click. */
function SeedsOf({ side: { snapshotId, tags }, tag, whose, label }: SeedsProps) {
  const making = useSeedsOfTag(snapshotId);
  const go = useGo();
  if (!tags.has(tag)) return null;
  return (
    <Button
      size="sm"
      pending={making.isPending}
      aria-label={`Seed set of how ${whose} begin with ${tag}`}
      onClick={() =>
        making.mutate(
          { tag, name: `${tag}: how ${whose} begin`.slice(0, 200) },
          { onSuccess: ({ id }) => go(hrefs.seedSet(id)), onError: (error) => errorToast(messageOf(error)) },
        )
      }
    >
      {label}
    </Button>
  );
}

function useSide(snapshotId: string): Side | null {
  const snapshot = useQuery(snapshotQueries.one(snapshotId)).data;
  const filter = useDialoguesOf(snapshotId);
  if (!snapshot || !filter) return null;
  const tags = new Map(snapshot.facts.tags.map(({ tag, dialogues }) => [tag, dialogues]));
  return { snapshotId, total: snapshot.dialogues, tags, filter };
}
