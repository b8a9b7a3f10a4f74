"use client";

import type { Lineage, LineageNode } from "@/lib/domain/training-job/lineage";
import { ChartFrame } from "../charts/chart-frame";
import { Link } from "../layout/link";
import { type Laid, layOutLineage } from "./lay-out-lineage";
import { hrefOfNode, lineageWords } from "./lineage-words";

const box = { width: 190, height: 64, across: 70, down: 16 };
const tints: Record<LineageNode["kind"], string> = {
  import: "var(--tint-8)",
  run: "var(--tint-2)",
  snapshot: "var(--tint-1)",
  training: "var(--tint-3)",
  model: "var(--tint-4)",
  evaluation: "var(--tint-5)",
};

/** What became of what, from left to right; each node opens what it stands for. */
export function LineageGraph({ lineage }: { lineage: Lineage }) {
  const laid = layOutLineage(lineage);
  const [columns, rows] = [
    Math.max(...laid.map(({ column }) => column)) + 1,
    Math.max(...laid.map(({ row }) => row)) + 1,
  ];
  const width = columns * (box.width + box.across) - box.across + 2;
  const height = rows * (box.height + box.down) - box.down + 2;
  const at = ({ column, row }: Laid) => ({
    x: 1 + column * (box.width + box.across),
    y: 1 + row * (box.height + box.down),
  });
  const placeOf = new Map(laid.map((one) => [one.node.id, at(one)]));
  return (
    <ChartFrame
      title="Lineage"
      caption="From what it came, and what came of it: left to right. Each opens its page."
      fileName={`lineage-${lineage.of}`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture. */}
      <svg
        data-chart
        role="group"
        aria-label={`Lineage of ${lineage.nodes.length} things`}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className="text-[12px]"
      >
        {lineage.edges.map(({ from, to }) => {
          const [a, b] = [placeOf.get(from), placeOf.get(to)];
          if (!a || !b) return null;
          const [x1, y1, x2, y2] = [a.x + box.width, a.y + box.height / 2, b.x, b.y + box.height / 2];
          const bend = Math.max(24, Math.abs(x2 - x1) / 2);
          return (
            <path
              key={`${from} ${to}`}
              d={`M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`}
              fill="none"
              className="stroke-line-strong"
              strokeWidth={1.25}
            />
          );
        })}
        {laid.map((one) => (
          <NodeBox key={one.node.id} node={one.node} place={at(one)} isAsked={one.node.id === lineage.of} />
        ))}
      </svg>
    </ChartFrame>
  );
}

function NodeBox({
  node,
  place: { x, y },
  isAsked,
}: {
  node: LineageNode;
  place: { x: number; y: number };
  isAsked: boolean;
}) {
  const { kind, id, name, facts } = node;
  const said = facts
    .slice(0, 2)
    .map((fact) => `${fact.name} ${fact.value}`)
    .join(" · ");
  return (
    <Link
      href={hrefOfNode(kind, id)}
      aria-label={`${lineageWords[kind]}: ${name}. ${facts.map((fact) => `${fact.name} ${fact.value}`).join(", ")}`}
      className="group outline-none"
    >
      <rect
        x={x}
        y={y}
        width={box.width}
        height={box.height}
        rx={6}
        className={`fill-surface group-hover:stroke-accent group-focus-visible:stroke-accent ${isAsked ? "stroke-accent" : "stroke-line-strong"}`}
        strokeWidth={isAsked ? 2 : 1}
      />
      <rect x={x} y={y + 8} width={3} height={box.height - 16} fill={tints[kind]} />
      <text x={x + 12} y={y + 18} className="fill-ink-faint text-[11px]">
        {lineageWords[kind]}
      </text>
      <text x={x + 12} y={y + 36} className="fill-ink font-medium text-[13px]">
        {shortened(name, 24)}
      </text>
      <text x={x + 12} y={y + 53} className="fill-ink-soft text-[11px]">
        {shortened(said, 30)}
      </text>
    </Link>
  );
}

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}
