import type { GeneratedList } from './list-file.ts';
import { KOMMUN_CODES, KOMMUNER } from './parts.ts';

interface Kommun {
  readonly code: string;
  readonly name: string;
}

/** What of a region's profile shows in its lists. */
interface Region {
  readonly kommuner: readonly Kommun[];
  readonly source: string;
}

/** The kommuner of the fictional lists, and whose names and codes they bear in a region: code → kommun. */
export function dressedKommuner({ kommuner }: Pick<Region, 'kommuner'>): ReadonlyMap<string, Kommun> {
  return new Map(
    KOMMUN_CODES.flatMap((code, at) => {
      const same = kommuner.find((kommun) => kommun.code === code);
      const other = same ?? kommuner[at % kommuner.length];
      return other === undefined ? [] : [[code, other] as const];
    }),
  );
}

/** The fictional lists as another region would have them: its own kommuner, and its own system's name in titles. */
export function dressedFor(lists: readonly GeneratedList[], profile: Region): readonly GeneratedList[] {
  const kommuner = dressedKommuner(profile);
  if ([...kommuner].every(([code, kommun]) => code === kommun.code)) return lists;
  const words = [...kommuner].flatMap(([code, to]) => {
    const { name } = KOMMUNER[code as keyof typeof KOMMUNER];
    return [
      [name, to.name],
      [name.toUpperCase(), to.name.toUpperCase()],
      [name.toLowerCase(), to.name.toLowerCase()],
    ] as const;
  });
  const names = new Map<string, string>(words);
  const anyName = new RegExp([...names.keys()].join('|'), 'gu');
  const anyCode = new RegExp(`(?<=^|[;,\\t"])(${KOMMUN_CODES.join('|')})(?=$|[;,\\t"])`, 'gmu');
  return lists.map((list) =>
    list.reworded((text) =>
      text
        .replace(anyName, (name) => names.get(name) ?? name)
        .replace(anyCode, (code) => kommuner.get(code)?.code ?? code)
        .replace(/^prator-/u, 'uttag-')
        .replaceAll('Prator', profile.source),
    ),
  );
}
