import { wrap } from '../kit/table.ts';

/** What `register create-schema` has made, for whoever administers the database: what is left to do comes last. */
export function createdSchemaText(
  {
    version,
    upgradedFrom,
    roles,
  }: {
    readonly version: number;
    readonly upgradedFrom: number | null;
    readonly roles: { readonly reader: string; readonly writer: string };
  },
  name: string,
  width: number,
): string {
  const say = (text: string): string => wrap(text, width - 2);
  if (upgradedFrom !== null)
    return say(
      upgradedFrom === version
        ? `Registret ${name} har redan den här versionens tabeller (${version}). Rollernas behörigheter är satta på nytt.`
        : `Registret ${name} är uppgraderat från version ${upgradedFrom} till ${version}.`,
    );
  return [
    say(
      `Plats är gjord för registret ${name}. Du äger det; ingen arbetar som ägare. Ge var och en som ska arbeta en egen inloggning och en roll:`,
    ),
    `  GRANT ${roles.writer} TO …;   den som arbetar i registret`,
    `  GRANT ${roles.reader} TO …;   den som bara ser sammanställningar`,
    say('Sedan: "overgang init", eller "overgang register copy" från ett register som finns.'),
  ].join('\n');
}

/** What `register copy` has made. Two registers that are both worked in can never be made one again. */
export function copiedRegisterText(
  {
    head,
    seq,
    stateHash,
    keys,
  }: {
    readonly head: { readonly seq: number; readonly hash: string };
    readonly seq: number;
    readonly stateHash: string;
    readonly keys: readonly string[];
  },
  { from, to }: { readonly from: string; readonly to: string },
  width: number,
): string {
  const say = (text: string): string => wrap(text, width - 2);
  return [
    say(
      `${to} är en hel kopia av ${from}, till och med händelse ${head.seq}: samma ärenden, referenser och logg. Händelse ${seq} säger det.`,
    ),
    `Loggens huvud: ${head.seq}:${head.hash}\nTillståndets kontrollsumma, lika i båda: ${stateHash}`,
    ...(keys.length === 0 ? [] : [say(`Nycklar är lagda här: ${keys.join(', ')}. Servern har dem inte.`)]),
    say('Arbeta bara i det ena registret från och med nu: två som båda har ändrats kan aldrig bli ett igen.'),
  ].join('\n\n');
}
