import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import * as data from "@/lib/data/destinations";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { transaction } from "@/lib/data/sql";
import type {
  ChangedDestination,
  Destination,
  DestinationAddress,
  DestinationKey,
  NewDestination,
} from "@/lib/domain/destination";
import type { Viewer } from "@/lib/domain/viewer";
import { seal } from "@/lib/outbound/envelope";
import { isMetadataHost, metadataWords } from "@/lib/outbound/metadata-address";
import { boundTo } from "./open-destination";

/** Every list of them is answered whole. */
const most = 100;

/** Adds a place to which exports can be pushed; its key is sealed for it and the origin it was entered for. */
export async function createDestination(viewer: Viewer, given: NewDestination): Promise<Destination> {
  const { name, address, key } = given;
  if (isMetadataHost(new URL(address.url).hostname) && !env().REALCHAT_ALLOW_LINK_LOCAL)
    throw new AppError("invalid", `Nothing was saved. ${metadataWords}`, { fields: { "address.url": metadataWords } });
  if ((await data.listDestinations()).length >= most)
    throw new AppError("invalid", `A project has at most ${most} destinations. Remove one first; nothing was added.`);
  const id = newId("destination");
  await data.insertDestination({ id, name, address, sealedKey: sealed(id, address, key), personId: viewer.id });
  return must(await data.findDestination(id), "the destination");
}

/** Another name, another key; where it is stays. */
export async function updateDestination(id: string, { name, key }: ChangedDestination): Promise<Destination> {
  const { address } = await found(id);
  const changes = key ? { name, sealedKey: sealed(id, address, key) } : { name };
  if (!(await data.updateDestination(id, changes))) throw gone();
  return found(id);
}

/** Asks a worker to try it: what can be reached from there is what counts. */
export async function testDestination(viewer: Viewer, id: string): Promise<Destination> {
  await found(id);
  await transaction((tx) =>
    enqueueJob(tx, {
      kind: "destination_test",
      payload: { destinationId: id },
      subject: id,
      key: `destination_test:${id}`,
      personId: viewer.id,
    }),
  );
  return found(id);
}

async function found(id: string): Promise<Destination> {
  const one = await data.findDestination(id);
  if (!one) throw gone();
  return one;
}

function gone(): AppError {
  return new AppError("not_found", "This destination was removed. Nothing was done.");
}

function sealed(id: string, address: DestinationAddress, key: DestinationKey): Uint8Array<ArrayBuffer> {
  if (address.kind === "bucket" && key.accessKey === undefined)
    throw new AppError("invalid", "A bucket is opened by two keys. Nothing was saved.", {
      fields: { "key.accessKey": "The access key that the secret belongs to" },
    });
  return seal(JSON.stringify(key), boundTo(id, address), env().REALCHAT_SECRET);
}
