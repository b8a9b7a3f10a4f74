"use client";

import { useQuery } from "@tanstack/react-query";
import { workQueries } from "@/lib/client/queries/work-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { FigureView } from "../review/figure-view";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { sayDuration, sayShare, signalWords } from "./work-words";

const days = 30;

/** Everybody's last thirty days side by side, by name: no ranking. */
export function TeamWork() {
  const team = useQuery(workQueries.team(days));
  if (team.isPending) return <SkeletonRows label="Counting the work" />;
  if (team.isError) return <QueryError what="the team's work" error={team.error} onRetry={team.refetch} />;
  return (
    <Panel
      title="Work of the last 30 days"
      description="Each person sees the same figures about themselves, but for “same as others”: of the verdicts that others gave on the same items, those equal to theirs, with a 95 % interval; reviews are blind. Marks ask you to look, and no more."
    >
      <Table caption="Work by person">
        <thead>
          <tr>
            <HeadCell>Person</HeadCell>
            <HeadCell numeric>Judged</HeadCell>
            <HeadCell numeric>An hour</HeadCell>
            <HeadCell numeric>Median s</HeadCell>
            <HeadCell numeric>Active</HeadCell>
            <HeadCell numeric>Accepted</HeadCell>
            <HeadCell numeric>Same as others</HeadCell>
            <HeadCell numeric>Edited</HeadCell>
            <HeadCell numeric>Taken back</HeadCell>
          </tr>
        </thead>
        <tbody>
          {team.data.map(({ work, signals, agreement }) => (
            <Row key={work.personId}>
              <Cell>
                <Link href={hrefs.member(work.personId)} className="font-medium hover:underline">
                  {work.name}
                </Link>
                {signals.map((signal) => (
                  <Badge key={signal} tone="warn" title={signalWords[signal].sentence}>
                    {signalWords[signal].label}
                  </Badge>
                ))}
              </Cell>
              <Cell numeric>{formatNumber(work.decisions)}</Cell>
              <Cell numeric>{work.perHour === null ? "–" : work.perHour.toFixed(1)}</Cell>
              <Cell numeric>{work.medianSeconds === null ? "–" : Math.round(work.medianSeconds)}</Cell>
              <Cell numeric>{sayDuration(work.activeSeconds)}</Cell>
              <Cell numeric>{sayShare(work.accepted)}</Cell>
              <Cell numeric>
                {agreement.ok ? <FigureView figure={agreement} unit="percent" /> : sayShare({ share: null, n: 0 })}
              </Cell>
              <Cell numeric>{sayShare(work.edited)}</Cell>
              <Cell numeric>{sayShare(work.undone)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
