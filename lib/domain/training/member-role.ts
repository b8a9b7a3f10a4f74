type Led<R extends string> = { members: readonly { id: string; roles: readonly R[] }[] };

/** True for somebody whom a lead named as that in a data set; leads need no naming. Without schemas, for the browser. */
export function isNamed<R extends string>(role: R, personId: string, { members }: Led<R>): boolean {
  return members.some(({ id, roles }) => id === personId && roles.includes(role));
}
