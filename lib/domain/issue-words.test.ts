import { describe, expect, it } from "vitest";
import * as z from "zod";
import { issueWords } from "./issue-words";

function told(schema: z.ZodType, input: unknown): string | undefined {
  return schema.safeParse(input, { error: issueWords }).error?.issues[0]?.message;
}

describe("issueWords", () => {
  it("says what to give instead of how it was checked", () => {
    expect(told(z.number(), null)).toBe("Give a number");
    expect(told(z.number().int(), 1.5)).toBe("Give a whole number");
    expect(told(z.number().min(1), 0)).toBe("Give at least 1");
    expect(told(z.number().max(1_000_000), 2_000_000)).toBe("Give at most 1,000,000");
    expect(told(z.number().positive(), 0)).toBe("Give more than 0");
    expect(told(z.string().min(1), "")).toBe("Is empty: write something");
    expect(told(z.string().max(200), "x".repeat(201))).toBe("Give at most 200 characters");
    expect(told(z.email(), "ada")).toBe("Give a whole e-mail address, like name@example.org");
    expect(told(z.enum(["chat", "dyadic"]), "odd")).toBe("Choose one of chat, dyadic");
    const shapes = ["circle", "square"].map((kind) => z.object({ kind: z.literal(kind) }));
    expect(told(z.discriminatedUnion("kind", shapes as never), { kind: "line" })).toBe("Choose one of circle, square");
    expect(told(z.strictObject({}), { nmae: 1 })).toBe("Leave out what is not known here: nmae");
    expect(told(z.object({ name: z.string() }), {})).toBe("Is missing");
  });

  it("gives way to a schema that knows better", () => {
    expect(told(z.string().min(1, "Give the run a name"), "")).toBe("Give the run a name");
  });
});
