import { expect, it, vi } from "vitest";
import { prisma } from "@/lib/data/prisma";
import { withDatabase } from "@/lib/testing/database";
import { createFirstAccount } from "./accounts";

vi.stubEnv("REALCHAT_SETUP_CODE", "0ABC-1DEF-2GHJ-3KMN");
withDatabase();

const account = { name: "Ada", email: "ada@test.dev", password: "a long enough password" };

it("makes the first account for whoever has the code of the start, however they type it", async () => {
  for (const setUpCode of [undefined, "", "0ABC-1DEF-2GHJ", "1ABC-1DEF-2GHJ-3KMN"])
    await expect(createFirstAccount({ ...account, setUpCode })).rejects.toMatchObject({
      code: "forbidden",
      fields: { setUpCode: expect.stringContaining("npm start") },
    });
  expect(await prisma.user.count()).toBe(0);
  expect(await createFirstAccount({ ...account, setUpCode: " oabc Idef 2ghj 3kmn " })).toMatchObject({ name: "Ada" });
});
