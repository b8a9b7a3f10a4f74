import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { endpoints } from "./endpoints";
import { fillPath, splitPath } from "./fill-path";
import { openApi } from "./openapi";
import { type EndpointName, paths } from "./paths";

const names = Object.keys(paths) as EndpointName[];
const root = join(import.meta.dirname, "../..");

function routeFile(name: EndpointName): string {
  const folder = splitPath(paths[name]).path.replace(/\{(\w+)\}/g, "[$1]");
  return join(root, "app", folder, "route.ts");
}

describe("the contract", () => {
  it.each(names)("%s has its endpoint and its handler", (name) => {
    expect(endpoints[name].summary).toMatch(/\w/);
    expect(existsSync(routeFile(name)), routeFile(name)).toBe(true);
    const { method } = splitPath(paths[name]);
    expect(readFileSync(routeFile(name), "utf8")).toMatch(new RegExp(`export const ${method} = serve\\(\\s*"${name}"`));
  });

  it("fills params in, percent-encoded, and refuses to leave one out", () => {
    expect(fillPath(paths.getModel, { modelId: "a/b" })).toBe("/api/v1/models/a%2Fb");
    expect(fillPath(paths.getModel, { project: "medical", modelId: "m" })).toBe("/api/v1/projects/medical/models/m");
    expect(() => fillPath(paths.getModel, {})).toThrow("needs modelId");
  });

  it("lets no model come out with its key", () => {
    for (const name of ["createModel", "getModel", "updateModel"] as const)
      expect(Object.keys(endpoints[name].response.shape)).not.toContain("apiKey");
  });
});

describe("the OpenAPI document", () => {
  type Operation = { operationId: string; parameters: { name: string; in: string }[]; responses: object };
  const document = JSON.parse(JSON.stringify(openApi())) as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).map((operation) => ({ path, ...operation })),
  );

  it("names every endpoint once", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(operations.map((operation) => operation.operationId).sort()).toEqual([...names].sort());
  });

  it("declares exactly the params of each path, and a success and a problem for each", () => {
    for (const { path, parameters, responses } of operations) {
      const declared = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
      expect(Object.keys(responses)).toHaveLength(2);
      expect(responses).toHaveProperty("default");
    }
  });

  it("tells of files in their media types, in and out", () => {
    const bodyOf = (path: string) => JSON.stringify(document.paths[path]?.post);
    expect(bodyOf("/api/v1/projects/{project}/seed-sets/import")).toContain(
      '"text/csv":{"schema":{"type":"string","format":"binary"}}',
    );
    const exported = JSON.stringify(document.paths["/api/v1/projects/{project}/exports"]?.get);
    expect(exported).toContain('"application/jsonl":{"schema":{"type":"string","format":"binary"}}');
    expect(exported).toContain("Content-Disposition");
  });

  it("refuses unknown fields in every query and body that it describes", () => {
    const text = JSON.stringify(document.paths["/api/v1/projects/{project}/runs"]?.post);
    expect(text).toContain('"additionalProperties":false');
  });
});
