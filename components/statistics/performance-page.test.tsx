import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Performance } from "@/lib/domain/statistics/performance";
import { correlate } from "@/lib/stats/correlation";
import { CorrelationPanel } from "./correlation-panel";
import { ScalingPanel } from "./scaling-panel";

/** Models that were trained on so many dialogues, with their scores; the measure is a tenth of the dialogues. */
function performance(scored: { dialogues: number; score: number }[]): Performance {
  const trained = scored.map(({ dialogues }, i) => ({
    modelId: `mdl_${i}`,
    modelName: `Model ${i}`,
    snapshotId: `snp_${i}`,
    dataSetName: "RealChat",
    number: i + 1,
    dialogues,
    ofDialogues: dialogues,
    isMeasured: true,
    setBy: { id: "usr_1", name: "Lea" },
    setAt: "2026-11-28T00:00:00.000Z",
  }));
  const about = { name: "Rounds", unit: "", definition: "Questions of a dialogue.", source: "PlatoLM" };
  const points = scored.map(({ dialogues }, i) => ({ modelId: `mdl_${i}`, x: dialogues / 10, xInterval: null }));
  const correlations = correlate(scored.map(({ dialogues, score }) => ({ x: dialogues / 10, y: score })));
  return {
    trained,
    scores: [
      {
        key: "k",
        evaluationId: "evl_1",
        evaluationName: "Bench",
        kind: "multi_turn",
        judge: "Judge",
        models: scored.length,
      },
    ],
    chosen: {
      key: "k",
      values: scored.map(({ score }, i) => ({
        modelId: `mdl_${i}`,
        score,
        interval: { low: score - 1, high: score + 1 },
      })),
      measures: [{ id: "rounds", ...about, points, ...correlations }],
    },
    pending: 0,
    hidden: 0,
  };
}

const draw = (given: Performance) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CorrelationPanel performance={given} />
      <ScalingPanel performance={given} />
    </QueryClientProvider>,
  );

it("says plainly that two models tell nothing, and gives neither coefficient nor NaN", () => {
  const { container } = draw(
    performance([
      { dialogues: 100, score: 5 },
      { dialogues: 200, score: 6 },
    ]),
  );
  expect(screen.getByText(/2 models say nothing of how data and performance go together/)).toBeTruthy();
  const row = within(screen.getByRole("table", { name: "Correlations of measures with the score" }));
  expect(row.getAllByText("A correlation needs at least three; here are 2.")).toHaveLength(3);
  expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
});

it("three have a coefficient without an interval; more have one, and each point opens its snapshot and its model", () => {
  const { unmount } = draw(performance([5, 7, 6].map((score, i) => ({ dialogues: 100 * (i + 1), score }))));
  expect(screen.getByText(/Three models give a coefficient and no interval/)).toBeTruthy();
  unmount();
  const { container } = draw(performance([4, 6, 5, 8, 7].map((score, i) => ({ dialogues: 10_000 * (i + 1), score }))));
  expect(screen.getByText("r 0.80 (−0.28 to 0.99), n 5")).toBeTruthy();
  const [point] = screen.getAllByRole("link", { name: /^Model 3: Rounds/ });
  expect(point?.getAttribute("href")).toContain("snp_3/figures");
  const onCurve = screen.getByRole("link", { name: "Model 3, RealChat: 40K, 8 (7 to 9)" });
  expect(onCurve.getAttribute("href")).toContain("/models/mdl_3");
  expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
});

it("a score without measured snapshots, and models of one size, are told in words", () => {
  const given = performance([
    { dialogues: 100, score: 5 },
    { dialogues: 100, score: 6 },
  ]);
  const bare = { ...given, chosen: given.chosen && { ...given.chosen, measures: [] } };
  draw(bare);
  expect(screen.getByText(/No snapshot of these models is measured yet/)).toBeTruthy();
  expect(screen.getByText(/All scored models were trained on as many dialogues/)).toBeTruthy();
});
