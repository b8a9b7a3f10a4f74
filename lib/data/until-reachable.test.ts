import { expect, it } from "vitest";
import { isUnreachable, untilReachable } from "./until-reachable";

const coded = (code: string, message = "") => Object.assign(new Error(message), { code });

/** As Prisma 7 passes on what Postgres says when a connection is cut. */
function throughPrisma(originalCode: string): Error {
  const cause = { originalCode, code: originalCode, kind: "postgres", message: "terminating connection" };
  const driverAdapterError = Object.assign(new Error("terminating connection"), { cause });
  return Object.assign(coded("P2039", "Database error."), { meta: { modelName: "Model", driverAdapterError } });
}

it("knows a database that cannot be reached, whoever tells of it", () => {
  for (const error of [coded("57P01"), coded("ECONNREFUSED"), coded("P1001"), throughPrisma("57P01")])
    expect(isUnreachable(error)).toBe(true);
  expect(isUnreachable(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isUnreachable(new Error("Wrapped", { cause: coded("08006") }))).toBe(true);
});

it("takes no fault of ours for a lost connection", () => {
  for (const error of [coded("23505"), throughPrisma("42703"), coded("P2002"), new TypeError("x"), null, "57P01"])
    expect(isUnreachable(error)).toBe(false);
});

it("tries again while nobody answers, and passes anything else on", async () => {
  let calls = 0;
  const flaky = async () => {
    if (++calls < 3) throw throughPrisma("57P03");
    return "done";
  };
  expect(await untilReachable(flaky)).toBe("done");
  await expect(untilReachable(() => Promise.reject(coded("23505")))).rejects.toMatchObject({ code: "23505" });
  await expect(untilReachable(() => Promise.reject(coded("57P01")), 0)).rejects.toMatchObject({ code: "57P01" });
});
