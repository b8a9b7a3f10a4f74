"use client";

import { useQuery } from "@tanstack/react-query";
import { type LineageAbout, trainedQueries } from "@/lib/client/queries/trained-queries";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { statisticsMoment } from "../statistics/statistics-moment";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { hrefOfNode, lineageWords } from "./lineage-words";

const LineageGraph = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.LineageGraph);

/** What led to one thing and what came of it: a picture, and each of them with its parameters and figures. */
export function LineagePage({ about }: { about: LineageAbout }) {
  const found = useQuery(trainedQueries.lineage(about));
  if (found.isPending) return <SkeletonRows label="Reading the lineage" />;
  if (found.isError) return <QueryError what="the lineage" error={found.error} onRetry={found.refetch} />;
  const { nodes, edges, of, isCut } = found.data;
  return (
    <div className="space-y-6">
      <LineageGraph lineage={found.data} />
      {isCut && <p className="text-sm text-warn">More is connected than is shown: these are the nearest 200.</p>}
      <Table caption="What they were told and what is known of them">
        <thead>
          <tr>
            <HeadCell>What</HeadCell>
            <HeadCell>Parameters and figures</HeadCell>
            <HeadCell className="max-sm:hidden">Came from</HeadCell>
            <HeadCell className="max-sm:hidden">By</HeadCell>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ kind, id, name, facts, by, at }) => (
            <Row key={id}>
              <Cell className="min-w-44">
                <span className="block text-ink-faint text-xs">
                  {lineageWords[kind]}
                  {id === of && " · asked about"}
                </span>
                <Link href={hrefOfNode(kind, id)} className="font-medium [overflow-wrap:anywhere] hover:underline">
                  <bdi>{name}</bdi>
                </Link>
              </Cell>
              <Cell className="text-xs">{facts.map((fact) => `${fact.name} ${fact.value}`).join(" · ") || "–"}</Cell>
              <Cell className="text-ink-soft text-xs max-sm:hidden">
                {edges
                  .filter(({ to }) => to === id)
                  .flatMap(({ from }) => nodes.find((one) => one.id === from)?.name ?? [])
                  .join(", ") || "–"}
              </Cell>
              <Cell className="whitespace-nowrap text-ink-faint text-xs max-sm:hidden">
                {by ? <bdi>{by}</bdi> : "the studio"}, <RelativeTime at={at} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-faint text-xs">
        The same as JSON: <code>GET /api/v1/projects/…/lineage</code>
      </p>
    </div>
  );
}
