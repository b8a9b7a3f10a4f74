import { expect, it } from "vitest";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import { isShort, leftText } from "./budget-words";

const spent = { money: 60, monthlyMoney: 5, tokens: 3_000_000, monthlyTokens: 800_000 };
const none = { money: null, monthlyMoney: null, tokens: null, monthlyTokens: null };
const budget = { limits: { ...none, money: 100, monthlyTokens: 2_000_000 }, spent, spentLimit: null };

it("tells what is left under each limit that is set, never less than nothing", () => {
  expect(leftText({ limits: none, spent, spentLimit: null })).toBeNull();
  expect(leftText(budget)).toBe("money 40.00 of 100.00 in all, 1.2M of 2M tokens this month");
  expect(leftText({ ...budget, limits: { ...none, monthlyMoney: 2 } })).toBe("money 0.00 of 2.00 this month");
});

it("tells what would take more than is left, in money or in tokens", () => {
  expect(isShort(budget, { money: 40, tokens: 1_200_000 })).toBe(false);
  expect(isShort(budget, { money: 40.01, tokens: 0 })).toBe(true);
  expect(isShort(budget, { money: null, tokens: 1_200_001 })).toBe(true);
  expect(isShort({ ...budget, limits: none }, { money: 1e9, tokens: 1e9 })).toBe(false);
});

it("says of a monthly limit that it ends with the month", () => {
  expect(budgetSpentWords("money", "It goes on")).toBe(
    "The project's budget is used up. It goes on when an owner of the server raises it.",
  );
  expect(budgetSpentWords("monthlyTokens", "It goes on")).toBe(
    "The project's budget of tokens for this month is used up. It goes on when an owner of the server raises it, or when the month is over (UTC).",
  );
});
