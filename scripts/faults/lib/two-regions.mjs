// Two regions for the fault scripts: that of the fixtures, and a made-up one with another plan.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGION, run } from './program.mjs';

/** The day that their lists of September are looked at. */
export const SEPTEMBER = '2025-09-29';

/** Each makes `overgang.sqlite` in a folder, and tells where its lists lie. */
export const REGIONS = {
  fixtures: {
    lists: () => REGION,
    make: (cwd) => {
      run(['init', '--as-of', '2025-04-28'], { cwd });
      const lists = ['enheter', 'prator-patienter-2025-09-15', 'prator-sip-2025-09-15'].concat(
        ['vardtillfallen', 'meddelanden'].map((kind) => `prator-${kind}-${SEPTEMBER}`),
      );
      const files = lists.map((name) => join(REGION, `${name}.csv`));
      run(['import', '--whole', ...files, '--as-of', SEPTEMBER], { cwd });
    },
  },
  'made-up': {
    lists: (cwd) => join(cwd, 'demo/listor'),
    make: (cwd) => {
      run(['demo', 'demo', '--profile', 'ostergotland-link', '--quiet'], { cwd });
      copyFileSync(join(cwd, 'demo/overgang.sqlite'), join(cwd, 'overgang.sqlite'));
    },
  },
};

/** The numbers and names of all who stand in the lists of a folder, however these are written. */
export function personsIn(lists) {
  const texts = readdirSync(lists)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readFileSync(join(lists, name)))
    .flatMap((bytes) => ['utf8', 'latin1', 'utf16le'].map((encoding) => bytes.toString(encoding)));
  const found = texts.flatMap((text) =>
    [...text.matchAll(/(\d{8}-\d{4})[;,\t]([\p{L} -]+)[;,\t]/gu)].flatMap(([, number, name]) => [
      number,
      name,
    ]),
  );
  return [...new Set(found.filter((text) => text.length > 8))];
}
