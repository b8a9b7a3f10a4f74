import { expect, it } from "vitest";
import { emptyField, freshKey } from "./label-draft";
import { guidelineOf, queueDraftOf, specOf } from "./queue-draft";

it("makes keys that are told apart, whatever the script", () => {
  const taken = new Set<string>();
  expect(["Off topic!", "off-topic", "Überlang", "太长", "1st"].map((label) => freshKey(label, taken))).toEqual([
    ...["off_topic", "off_topic_2", "u_berlang", "x", "st"],
  ]);
});

it("keeps the keys of what was there, so that answers still mean the same", () => {
  const guideline = {
    text: "# Rules",
    reasons: [{ key: "off", label: "Off topic", clause: "Rules" }],
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

it("keeps options, lengths and shares that nobody touched as they are", () => {
  const of = { target: "dialogue" as const, required: false };
  const fields = [
    {
      ...of,
      key: "t",
      label: "Tone",
      kind: "choice" as const,
      options: [
        { key: "k1", label: "Warm" },
        { key: "k2", label: "冷" },
      ],
    },
    { ...of, key: "w", label: "Why", kind: "text" as const, maxLength: 140 },
  ];
  const draft = queueDraftOf("Q", undefined, { text: "", reasons: [], fields });
  expect(guidelineOf(draft).fields).toEqual(fields);
  const [tone, why] = draft.fields;
  if (!tone || !why) throw new Error("two fields");
  const sent = guidelineOf({ ...draft, fields: [{ ...tone, options: "K1\n冷\nWarm\nWarm" }, why] }).fields?.[0];
  expect(sent).toMatchObject({
    options: [
      { key: "k1_2", label: "K1" },
      { key: "k2", label: "冷" },
      { key: "k1", label: "Warm" },
    ],
  });
});

it("sends percents as shares, and no overlap of nothing", () => {
  const draft = { ...queueDraftOf("Q"), overlapShare: "25", overlapPeople: "3", goldRate: "10", leaseMinutes: "2.5" };
  expect(specOf(draft, { run: "r" })).toMatchObject({
    overlap: { people: 3, share: 0.25 },
    goldRate: 0.1,
    leaseSeconds: 150,
    filter: { run: "r" },
  });
  expect(specOf({ ...draft, overlapShare: "0" }, {}).overlap).toBeNull();
});
