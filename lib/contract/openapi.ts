import * as z from "zod";
import { type Endpoint, type FileAnswer, type FileBody, isFile } from "./endpoint";
import { endpoints } from "./endpoints";
import { splitPath } from "./fill-path";
import { type EndpointName, paths } from "./paths";
import { problemKinds, problemMediaType } from "./problem";

type Json = Record<string, unknown>;

/** The whole API as an OpenAPI 3.1 document, made from the contract alone. */
export function openApi(): Json {
  const items: Record<string, Json> = {};
  for (const name of Object.keys(paths) as EndpointName[]) {
    const { method, path } = splitPath(paths[name]);
    items[path] = { ...items[path], [method.toLowerCase()]: operation(name, endpoints[name]) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "RealChat Studio", version: "1" },
    paths: items,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token from the settings page. Each operation names the scope that it needs",
        },
        session: { type: "apiKey", in: "cookie", name: "realchat.session_token" },
      },
      schemas: { Problem: problemSchema },
      responses: { Problem: { description: "A problem", content: { [problemMediaType]: ref("Problem") } } },
    },
  };
}

function operation(name: EndpointName, endpoint: Endpoint): Json {
  const { summary, scope, body, status = 200 } = endpoint;
  const isPublic = scope === undefined;
  return {
    operationId: name,
    summary,
    ...(!isPublic && { description: needsOf(endpoint) }),
    security: isPublic ? [] : [{ token: [scope] }, { session: [] }],
    parameters: [...pathParameters(name), ...queryParameters(endpoint), ...headerParameters(name, isPublic)],
    ...(body && { requestBody: { required: true, content: contentOf(body, "input") } }),
    responses: { [status]: success(endpoint), default: { $ref: "#/components/responses/Problem" } },
  };
}

function needsOf({ access, scope }: Endpoint): string {
  const right = access === "member" || access === "account" ? "" : ` Needs the right \`${access}\`.`;
  return `A token needs the scope \`${scope}\`.${right}`;
}

function success({ response, status, media }: Endpoint): Json {
  if (status === 204) return { description: "Done" };
  if (isFile(response)) return { description: "A file", headers: fileHeaders, content: contentOf(response, "output") };
  return {
    description: "Done",
    content: media ? { [media]: { schema: { type: "string" } } } : contentOf(response, "output"),
  };
}

/** A file as bytes under each of its media types, anything else as JSON. */
function contentOf(part: z.ZodType | FileBody | FileAnswer, io: "input" | "output"): Json {
  if (!isFile(part)) return { "application/json": { schema: schemaOf(part, io) } };
  return Object.fromEntries(part.mediaTypes.map((type) => [type, { schema: { type: "string", format: "binary" } }]));
}

const fileHeaders = {
  "Content-Disposition": { description: "The file's name", schema: { type: "string" } },
};

function pathParameters(name: EndpointName): Json[] {
  return [...splitPath(paths[name]).path.matchAll(/\{(\w+)\}/g)].map(([, param]) => ({
    name: param,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Endpoint): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([field, schema]) => ({
    name: field,
    in: "query",
    required: required.includes(field),
    schema,
  }));
}

function headerParameters(name: EndpointName, isPublic: boolean): Json[] {
  if (isPublic || splitPath(paths[name]).method !== "POST") return [];
  const description = "Same key, same request: done once, however often it is sent within a day.";
  return [
    { name: "Idempotency-Key", in: "header", required: false, description, schema: { type: "string", maxLength: 200 } },
  ];
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

function ref(name: string): Json {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { enum: Object.keys(problemKinds) },
    detail: { type: "string" },
    requestId: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "string" } },
    details: {},
  },
};
