import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Audit } from "@/lib/domain/training/audit";
import { AuditReport } from "./audit-report";

vi.mock("../layout/link", () => ({ Link: (props: object) => <a {...props} /> }));

const audit: Audit = {
  trainer: "trl",
  target: "assistant",
  rulesOf: "trl 1.16.0",
  tokenizer: "o200k_base (stand-in)",
  template: "ChatML",
  maxLength: 1024,
  dialogues: 3,
  rows: 5,
  samples: 4,
  tokens: 400,
  trained: 200,
  byRole: { user: 0, assistant: 150, system: 0, other: 0, marks: 50 },
  byOrigin: { model: 100, person: 50, edited: 0, seed: 0, imported: 0, none: 50 },
  byAnswer: {},
  findings: [
    {
      kind: "cut",
      why: null,
      rows: 2,
      dialogues: 2,
      examples: [{ row: 3, part: "train", dialogueId: "dlg_9", tokens: 37 }],
    },
  ],
};

describe("what a trainer will do", () => {
  it("names what counted, and whose tokens are trained", () => {
    render(<AuditReport audit={audit} length="max_length" />);
    expect(
      screen.getByText(/As trl 1.16.0 loads it, in tokens of o200k_base \(stand-in\) with ChatML, up to 1,024/),
    ).toBeTruthy();
    expect(screen.getByText("75%", { exact: false, selector: "span" })).toBeTruthy();
  });

  it("says what to do about what is found, and leads to each dialogue", () => {
    render(<AuditReport audit={audit} length="max_length" />);
    expect(screen.getByText("Cut before their last end")).toBeTruthy();
    expect(screen.getByText(/raise max_length/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "dlg_9" }).getAttribute("href")).toBe("/dialogues/dlg_9");
    expect(screen.getByText("row 3 of train, 37 tokens")).toBeTruthy();
  });

  it("leaves a dialogue out where that is possible", () => {
    const leaveOut = vi.fn();
    render(<AuditReport audit={audit} length={null} onLeaveOut={leaveOut} />);
    fireEvent.click(screen.getByRole("button", { name: "Leave out dlg_9" }));
    expect(leaveOut).toHaveBeenCalledWith("dlg_9");
  });

  it("says so where nothing is wrong", () => {
    render(<AuditReport audit={{ ...audit, findings: [] }} length={null} />);
    expect(screen.getByText("Nothing is lost")).toBeTruthy();
  });
});
