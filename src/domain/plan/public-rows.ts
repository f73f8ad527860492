import type { Profile } from '../profile/profile-schema.ts';

type Rows = Pick<Profile, 'kommuner' | 'publicGroups'>;

const codesOf = ({ kommuner }: Rows): readonly string[] => kommuner.map(({ code }) => code);

/** Which of some kommuner stand in a row of reports for outside readers with others of them. */
function togetherOf({ publicGroups }: Rows, among: readonly string[]): readonly string[] {
  return publicGroups
    .map(({ kommuner }) => kommuner.filter((code) => among.includes(code)).toSorted())
    .filter((codes) => codes.length > 1)
    .map((codes) => codes.join('+'))
    .toSorted();
}

/**
 * Whether kommuner stand together in reports for outside readers otherwise than before. Of one state there would be two
 * reports, and a kommun that goes from one row to another is the difference of two rounded counts: where they are the
 * same, it has fewer than five (domain §4, docs/readiness.md). What groups are called, and their order, is nothing.
 */
export function hasOtherPublicRows(before: Rows, after: Rows): boolean {
  const among = codesOf(before).filter((code) => codesOf(after).includes(code));
  return togetherOf(before, among).join() !== togetherOf(after, among).join();
}

/**
 * `path: what is doubtful`: kommuner that come or go once there can be reports for outside readers. Lists that come
 * later lay their cases in another row than before.
 */
export function publicRowsWarning(before: Rows, after: Rows): readonly string[] {
  const [had, has] = [codesOf(before), codesOf(after)];
  const other = [...has.filter((code) => !had.includes(code)), ...had.filter((code) => !has.includes(code))];
  return other.map(
    (code) =>
      `kommuner: med ${code} får rapporten för utomstående (--public) andra rader. Ge den inte till någon som har en från före: skillnaden kan vara ett tal under fem`,
  );
}
