import { expect, it } from "vitest";
import { firstWords } from "./compare-screen";

it("shows how instructions begin, in one line and without marks", () => {
  const begins: [string, string][] = [
    ["Prefer the answer that helps.\n\nMore.", "Prefer the answer that helps."],
    [
      "# How to vote\n\nPrefer **help** over `style`,\nsee [the guide](https://example.org).",
      "Prefer help over style, see the guide.",
    ],
    ["## Rules\n1. First *this*\n2. Then 2 * 3 * 4", "First this Then 2 * 3 * 4"],
    ["---\n\n> Quoted &amp; told", "Quoted & told"],
    ["# Only a heading", "Only a heading"],
    ["选择更好的回答。", "选择更好的回答。"],
    ["  \n\n ", ""],
  ];
  for (const [text, line] of begins) expect(firstWords(text)).toBe(line);
});
