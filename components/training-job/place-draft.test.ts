import { expect, it } from "vitest";
import { bodyOfPlace, draftOfPlace, faultsOfPlace, newPlace, type PlaceDraft } from "./place-draft";

const server: PlaceDraft = { ...newPlace, kind: "fine_tuning", name: "Ours", baseUrl: "http://127.0.0.1:9/v1" };
const rate = (baseRate: string) => bodyOfPlace({ ...server, baseRate }).settings?.baseRate;

it("takes the rate that a server multiplies as people write it, and none where none is written", () => {
  expect(rate(" 2e-4 ")).toBe(2e-4);
  expect(rate("0,0002")).toBe(2e-4);
  expect(rate("  ")).toBeNull();
});

it.each(["0", "-0.1", "2", "as usual", "1e"])(
  "says of the rate %j what it is to be, before anything is sent",
  (baseRate) => {
    expect(faultsOfPlace({ ...server, baseRate })).toEqual({
      "settings.baseRate": expect.stringContaining("above 0 and at most 1"),
    });
    const cluster: PlaceDraft = { ...server, kind: "ray", baseRate };
    expect(faultsOfPlace(cluster)).toEqual({});
    expect(bodyOfPlace(cluster).settings?.baseRate).toBeNull();
  },
);

it("keeps the rate of a place whose name is changed", () => {
  const { name, baseUrl, settings } = bodyOfPlace({ ...server, baseRate: "0.00005" });
  const place = { id: "tpl_1", kind: "fine_tuning", name, baseUrl, settings } as Parameters<typeof draftOfPlace>[0];
  expect(bodyOfPlace(draftOfPlace(place)).settings).toEqual(settings);
});
