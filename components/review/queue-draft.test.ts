import { expect, it } from "vitest";
import { emptyField, freshKey, guidelineOf, queueDraftOf, specOf } from "./queue-draft";

it("makes keys that are told apart, whatever the script", () => {
  const taken = new Set<string>();
  expect(["Off topic!", "off-topic", "Überlang", "太长", "1st"].map((label) => freshKey(label, taken))).toEqual([
    ...["off_topic", "off_topic_2", "u_berlang", "x", "st"],
  ]);
});

it("keeps the keys of what was there, so that answers still mean the same", () => {
  const guideline = {
    ...{ text: "# Rules", reasons: [{ key: "off", label: "Off topic", clause: "Rules" }] },
    fields: [
      {
        key: "tone",
        label: "Tone",
        target: "dialogue" as const,
        required: true,
        kind: "text" as const,
        maxLength: 2_000,
      },
    ],
  };
  const draft = queueDraftOf("Q", undefined, guideline);
  const renamed = draft.reasons.map((row) => ({ ...row, label: "Not on the topic" }));
  const added = { ...emptyField(), label: "Tone", options: "Warm\n\n Cold " };
  const sent = guidelineOf({ ...draft, reasons: renamed, fields: [...draft.fields, added] });
  expect(sent.reasons).toEqual([{ key: "off", label: "Not on the topic", clause: "Rules" }]);
  expect(sent.fields).toMatchObject([
    { key: "tone", kind: "text" },
    {
      key: "tone_2",
      kind: "choice",
      options: [
        { key: "warm", label: "Warm" },
        { key: "cold", label: "Cold" },
      ],
    },
  ]);
});

it("sends percents as shares, and no overlap of nothing", () => {
  const draft = { ...queueDraftOf("Q"), overlapShare: "25", overlapPeople: "3", goldRate: "10", leaseMinutes: "2.5" };
  expect(specOf(draft, { run: "r" })).toMatchObject({
    ...{ overlap: { people: 3, share: 0.25 }, goldRate: 0.1, leaseSeconds: 150, filter: { run: "r" } },
  });
  expect(specOf({ ...draft, overlapShare: "0" }, {}).overlap).toBeNull();
});
