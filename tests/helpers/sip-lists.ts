import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { overgang, overgangJson, type World } from './cli.ts';

export { newRegister as emptyRegister } from './region.ts';

/** Small SIP lists for tests about time: each row says only what it is about. */
export interface ListedSip {
  readonly id: string;
  readonly kommun?: string;
  readonly status?: string;
  readonly fas?: string;
  readonly pnr?: string;
  readonly namn?: string;
  readonly samtycke?: string;
  readonly skydd?: string;
  readonly vardtillfalle?: string;
}

const HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';

/** Fictional (birth number 980–999), with right check digits. */
export const PNR = { anna: '19250628-9822', ulla: '19271206-9810', eva: '19640430-9848' } as const;
export const SECRETS = ['9822', '9810', '9848', 'Märta', 'Nordström'] as const;

export function sipList(sips: readonly ListedSip[]): string {
  const lines = sips.map(
    ({
      id,
      kommun = 'Timrå',
      status = 'Pågående',
      fas = 'Genomförande',
      pnr = PNR.anna,
      namn = 'Märta Nordström',
      samtycke = 'Ja',
      skydd = 'Nej',
      vardtillfalle = '',
    }) =>
      [
        id,
        pnr,
        namn,
        kommun,
        'Hälsocentralen Granen',
        'Läkare',
        'Primärvård',
        'SIP',
        status,
        fas,
        '2025-01-02',
        '2025-03-04',
        '',
        samtycke,
        skydd,
        vardtillfalle,
      ].join(';'),
  );
  return `${[HEADERS, ...lines].join('\n')}\n`;
}

/** An empty register in a folder of its own. */

interface ImportedSips {
  readonly fates: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly row: number | null;
    readonly message: string;
  }[];
}

/** Takes a list of a day in. */
export async function importSips(
  world: World,
  day: string,
  sips: readonly ListedSip[],
): Promise<ImportedSips> {
  const file = join(world.cwd, `sip-${day}.csv`);
  writeFileSync(file, sipList(sips));
  const { files } = await overgangJson<{ files: [ImportedSips] }>(
    ['import', file, '--whole', '--as-of', day],
    world,
  );
  return files[0];
}

/** The terminal text of a list taken in. */
export async function importSipsText(world: World, day: string, sips: readonly ListedSip[]): Promise<string> {
  const file = join(world.cwd, `sip-${day}.csv`);
  writeFileSync(file, sipList(sips));
  return (await overgang(['import', file, '--whole', '--as-of', day], world)).stdout;
}
