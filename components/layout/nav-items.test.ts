import { describe, expect, it } from "vitest";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { itemAt } from "./nav-items";

describe("the sidebar marks", () => {
  it.each([
    [hrefs.home, "Home"],
    [hrefs.imports, "Imports"],
    [dataHrefs.newScan, "Imports"],
    [dataHrefs.scans, "Imports"],
    [dataHrefs.exports, "Data sets"],
    [dataHrefs.newTokenizer, "Data sets"],
    [dataHrefs.exportOf("exp_1"), "Data sets"],
  ])("%s as a page of %s", (pathname, label) => {
    expect(itemAt(pathname)?.label).toBe(label);
  });

  it("nothing at pages that begin alike, or are in no part of the studio", () => {
    expect(itemAt("/importsx")).toBeUndefined();
    expect(itemAt("/server")).toBeUndefined();
  });
});
