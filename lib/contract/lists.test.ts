import { expect, it } from "vitest";
import * as z from "zod";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";

/** Lists that are answered whole, by what keeps each short. */
const whole: Record<string, string[]> = {
  "At most so many are answered": [
    "getDuplicates", // 200
    "listSnippets", // as many as were asked for
    "listTags", // 500
    "listBulkActs", // the latest
    "listQueuesOfDialogue", // 50
  ],
  "As many as the team has people, or a person made for themselves": [
    "listMembers",
    "listTeamWork",
    "listInvitations",
    "listAccounts",
    "listApiTokens",
    "listTeamTokens",
    "listSavedFilters",
    "beatPresence",
  ],
  "Set up one by one by a lead, tens of them: every form chooses from all, and every screen names them": [
    "listModels",
    "listDestinations", // 100
    "listTokenizers", // 50
    "listAlertRules", // 20
    "listTrainingPlaces", // 50
    "listTrainerHosts", // 100
  ],
  "Made one by one by owners, a handful": ["listProjects", "listBudgets", "listWaiting"],
  "One for each secret that the server was started with": ["listSigningKeys"],
  "As often as one turn was tried": ["getAttempts"],
};

it("pages every list that can grow", () => {
  const told = new Set(Object.values(whole).flat());
  const lists = Object.entries<Endpoint>(endpoints).flatMap(([name, { response }]) => {
    const fields = response instanceof z.ZodObject ? response.shape : {};
    return fields.items instanceof z.ZodArray ? [{ name, isPaged: "nextCursor" in fields }] : [];
  });
  expect(lists.filter(({ name, isPaged }) => isPaged === told.has(name)).map(({ name }) => name)).toEqual([]);
  expect(lists.length).toBeGreaterThan(told.size);
});
