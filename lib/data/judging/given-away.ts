import { type Fragment, sql } from "../door/fragment";

/**
 * True of a comparison `c` that a person must not have where names are told after the vote: they have another one of its
 * item, and once told who wrote what there, they would know whom they see here.
 */
export function isGivenAway(personId: Fragment, tellsNames: Fragment): Fragment {
  return sql`(${tellsNames} AND EXISTS (SELECT FROM comparison s JOIN ballot t ON t.comparison_id = s.id
    WHERE s.item_id = c.item_id AND s.id <> c.id AND t.person_id = ${personId} AND t.status IN ('leased', 'voted', 'late')))`;
}
