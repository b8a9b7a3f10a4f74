import type { DataSetMember, DataSetRole } from "@/lib/domain/training/data-set-role";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, made } from "../door/row";
import { statement } from "../door/statement";

const put = statement(
  "dataSetMembers.put",
  {},
  (dataSetId: string, personId: string, roles: readonly DataSetRole[]) => sql`
    INSERT INTO data_set_member (data_set_id, person_id, roles) VALUES (${dataSetId}, ${personId}, ${[...roles]}::text[])
    ON CONFLICT (data_set_id, person_id) DO UPDATE SET roles = excluded.roles`,
);

const remove = statement(
  "dataSetMembers.remove",
  {},
  (dataSetId: string, personId: string) => sql`
    DELETE FROM data_set_member WHERE data_set_id = ${dataSetId} AND person_id = ${personId}`,
);

/** What somebody may do with a data set; nothing more than reading it where there are no roles. */
export async function setDataSetMember(
  dataSetId: string,
  personId: string,
  roles: readonly DataSetRole[],
): Promise<void> {
  await execute(roles.length > 0 ? put(dataSetId, personId, roles) : remove(dataSetId, personId));
}

type Roles = Pick<DataSetMember, "id" | "roles">;

const listOfSnapshots = statement(
  "dataSetMembers.listOfSnapshots",
  { members: made<Roles[]>() },
  (snapshotIds: readonly string[]) => sql`
    SELECT coalesce((SELECT json_agg(json_build_object('id', x.person_id, 'roles', x.roles))
      FROM data_set_member x WHERE x.data_set_id = p.data_set_id), '[]') AS members
    FROM snapshot p WHERE p.id = ANY(${[...snapshotIds]}::text[])`,
  { examples: [[["p"]]] },
);

/** The members of the data set of each of these snapshots. */
export function listMembersOf(snapshotIds: readonly string[]): Promise<{ members: Roles[] }[]> {
  return all(listOfSnapshots(snapshotIds));
}

const isNamed = statement(
  "dataSetMembers.isNamed",
  { found: bool },
  (
    role: DataSetRole,
    personId: string,
  ) => sql`SELECT EXISTS (SELECT FROM data_set_member x JOIN data_set d ON d.id = x.data_set_id
    WHERE x.person_id = ${personId} AND ${role}::text = ANY (x.roles)) AS found`,
);

/** Whether a lead named somebody so in some data set. */
export async function isNamedAnywhere(role: DataSetRole, personId: string): Promise<boolean> {
  return (await first(isNamed(role, personId)))?.found === true;
}
