import * as z from "zod";
import { changedDestinationSchema, destinationSchema, newDestinationSchema } from "@/lib/domain/destination";
import { idOf } from "@/lib/domain/reference";
import { pushSchema } from "@/lib/domain/training/push";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const destinationEndpoints = {
  listDestinations: {
    summary: "Places of the team's own to which exports can be pushed: hubs and buckets; never their keys",
    access: "dialogue.export",
    scope: "read",
    response: z.object({ items: z.array(destinationSchema) }),
  },
  createDestination: {
    summary:
      "Add a repository of a Hugging Face hub, or a bucket that speaks S3; its key is sealed and never comes back",
    access: "dialogue.export",
    scope: "manage",
    body: newDestinationSchema,
    response: destinationSchema,
    status: 201,
  },
  updateDestination: {
    summary: "Another name, another key; leave the key out to keep the stored one. Where it is stays",
    access: "dialogue.export",
    scope: "manage",
    body: changedDestinationSchema,
    response: destinationSchema,
  },
  removeDestination: {
    summary: "Remove a destination and its key; what was pushed there stays, and is still told",
    access: "dialogue.export",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  testDestination: {
    summary: "Test the connection: a worker tries whether a push would get through, and leaves nothing behind",
    access: "dialogue.export",
    scope: "manage",
    response: destinationSchema,
    status: 201,
  },
  listPushes: {
    summary: "Where an export was pushed, by whom, and what came of it; newest first",
    access: "dialogue.export",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(pushSchema),
  },
  createPush: {
    summary:
      "Push all files of an export to a destination: a job sends what is not there yet, and checks each by SHA-256",
    access: "dialogue.export",
    scope: "export",
    body: z.strictObject({ destinationId: idOf("destination", z.string()) }),
    response: pushSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
