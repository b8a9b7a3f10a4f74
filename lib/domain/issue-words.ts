import type * as z from "zod";

/**
 * What a person is told about input that a schema refuses, wherever the schema itself says nothing better: what to give,
 * not how it is checked. Undefined leaves it to zod.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Is missing" : `Give ${kinds[issue.expected] ?? issue.expected}`;
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) === 1) return "Is empty: write something";
      return `Give ${issue.inclusive ? "at least" : "more than"} ${amount(issue.minimum, issue.origin)}`;
    case "too_big":
      return `Give ${issue.inclusive ? "at most" : "less than"} ${amount(issue.maximum, issue.origin)}`;
    case "invalid_format":
      return formats[issue.format];
    case "invalid_value":
      return `Choose one of ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      // Of kinds told apart by a field; what fits none of several shapes is left to the schema's own words.
      return Array.isArray(issue.options) ? `Choose one of ${issue.options.map(String).join(", ")}` : undefined;
    case "unrecognized_keys":
      return `Leave out what is not known here: ${issue.keys.join(", ")}`;
    default:
      return undefined;
  }
}

const kinds: Record<string, string> = {
  int: "a whole number",
  number: "a number",
  string: "some text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const formats: Record<string, string> = {
  email: "Give a whole e-mail address, like name@example.org",
  url: "Give a whole address, like http://127.0.0.1:8000/v1",
  datetime: "Give an ISO 8601 time, like 2026-01-31T12:00:00Z",
};

function amount(limit: number | bigint, origin: string): string {
  const figure = limit.toLocaleString("en");
  if (origin === "string") return `${figure} characters`;
  return origin === "array" ? `${figure} of them` : figure;
}
