import { writeList } from './list-file.ts';
import type { GeneratedList } from './list-file.ts';
import { KOMMUN_CODES, KOMMUNER, PART_LABELS } from './parts.ts';
import type { KommunCode, Part } from './parts.ts';

type UnitType =
  | 'hälsocentral'
  | 'biståndsenhet'
  | 'hemsjukvård'
  | 'särskilt boende'
  | 'LSS-boende'
  | 'psykiatrisk öppenvård'
  | 'vårdavdelning somatik'
  | 'vårdavdelning psykiatri'
  | 'rättspsykiatri';

interface Unit {
  readonly hsaId: string;
  readonly name: string;
  readonly type: UnitType;
  readonly kommun: KommunCode;
  readonly part: Part;
}

const PART_OF: Readonly<Record<UnitType, Part>> = {
  hälsocentral: 'primarvard',
  biståndsenhet: 'kommun',
  hemsjukvård: 'kommun',
  'särskilt boende': 'kommun',
  'LSS-boende': 'kommun',
  'psykiatrisk öppenvård': 'psykiatri',
  'vårdavdelning somatik': 'slutenvard',
  'vårdavdelning psykiatri': 'psykiatri',
  rättspsykiatri: 'psykiatri',
};

type Names = Partial<Record<UnitType, readonly string[]>>;

/** Invented; the kommun is added where the kommun itself runs the unit. */
const NAMES: Readonly<Record<KommunCode, Names>> = {
  '2260': {
    hälsocentral: ['Hälsocentralen Kantarellen', 'Hälsocentralen Tjärblomster'],
    biståndsenhet: ['Biståndsenhet Lärkan'],
    hemsjukvård: ['Hemsjukvården Grästuvan'],
    'särskilt boende': ['Sagoskogens särskilda boende'],
    'LSS-boende': ['LSS-boendet Trollsländan'],
  },
  '2262': {
    hälsocentral: ['Hälsocentralen Månstenen', 'Hälsocentralen Snöstjärnan'],
    biståndsenhet: ['Biståndsenhet Sädesärlan'],
    hemsjukvård: ['Hemsjukvården Vindflöjeln'],
    'särskilt boende': ['Silverlönnens särskilda boende'],
    'LSS-boende': ['LSS-boendet Fyrklövern'],
  },
  '2280': {
    hälsocentral: ['Hälsocentralen Bärnstenen', 'Hälsocentralen Kaprifolen', 'Hälsocentralen Sjöhästen'],
    biståndsenhet: ['Biståndsenhet Tärnan'],
    hemsjukvård: ['Hemsjukvården Saltkråkan', 'Hemsjukvården Natt, Saltkråkan'],
    'särskilt boende': ['Drakvingens särskilda boende'],
    'LSS-boende': ['LSS-boendet Ekorrhjulet'],
    'psykiatrisk öppenvård': ['Psykiatrisk öppenvård Kompassrosen'],
  },
  '2281': {
    hälsocentral: [
      'Hälsocentralen Blåklockan',
      'Hälsocentralen Guldfisken',
      'Hälsocentralen Järneken',
      'Hälsocentralen Regnbågen Södra',
      'Hälsocentralen Regnbågen Norra',
    ],
    biståndsenhet: ['Biståndsenhet Göken'],
    hemsjukvård: ['Hemsjukvården Stenbiten', 'Hemsjukvården Väderkvarnen'],
    'särskilt boende': ['Pärlemorns särskilda boende', 'Äppellundens särskilda boende'],
    'LSS-boende': ['LSS-boendet Lyktan'],
    'psykiatrisk öppenvård': ['Psykiatrisk öppenvård Ledstjärnan'],
    'vårdavdelning somatik': [
      'Medicinavdelning Albatross',
      'Medicinavdelning Bläckfisk',
      'Kirurgavdelning Cikoria',
      'Ortopedavdelning Delfin',
      'Strokeavdelning Enhörning',
    ],
    'vårdavdelning psykiatri': ['Psykiatriavdelning Fenix', 'Psykiatriavdelning Gasell'],
    rättspsykiatri: ['Rättspsykiatriska avdelningen Hällristning', 'Rättspsykiatriska avdelningen Igelkott'],
  },
  '2282': {
    hälsocentral: ['Hälsocentralen Flintan', 'Hälsocentralen Ormbunken'],
    biståndsenhet: ['Biståndsenhet Domherren'],
    hemsjukvård: ['Hemsjukvården Timmerflotten'],
    'särskilt boende': ['Kopparslantens särskilda boende'],
    'LSS-boende': ['LSS-boendet Nyckelpigan'],
    'psykiatrisk öppenvård': ['Psykiatrisk öppenvård Klippkanten'],
  },
  '2283': {
    hälsocentral: ['Hälsocentralen Fjällripan', 'Hälsocentralen Hjortronet', 'Hälsocentralen Näckrosen'],
    biståndsenhet: ['Biståndsenhet Orren'],
    hemsjukvård: ['Hemsjukvården Myrslätten'],
    'särskilt boende': ['Vargtassens särskilda boende'],
    'LSS-boende': ['LSS-boendet Kometen'],
    'psykiatrisk öppenvård': ['Psykiatrisk öppenvård Älvstranden'],
    'vårdavdelning somatik': [
      'Medicinavdelning Jordgubbe',
      'Rehabavdelning Kaskelot',
      'Kirurgavdelning Lavendel',
    ],
  },
  '2284': {
    hälsocentral: [
      'Hälsocentralen Fjärilen',
      'Hälsocentralen Granatäpplet',
      'Hälsocentralen Sjöjungfrun',
      'Hälsocentralen Åskmolnet',
    ],
    biståndsenhet: ['Biståndsenhet Strandskatan'],
    hemsjukvård: ['Hemsjukvården Nordanvinden', 'Hemsjukvården Sunnanvinden'],
    'särskilt boende': ['Tranans särskilda boende', 'Örtagårdens särskilda boende'],
    'LSS-boende': ['LSS-boendet Raketen'],
    'psykiatrisk öppenvård': ['Psykiatrisk öppenvård Fyrljuset'],
    'vårdavdelning somatik': [
      'Medicinavdelning Mandelblom',
      'Medicinavdelning Narval',
      'Ortopedavdelning Orkidé',
      'Kirurgavdelning Påfågel',
    ],
    'vårdavdelning psykiatri': ['Psykiatriavdelning Renlav'],
  },
};

/** Named in the lists of cases, but in no list of units; the first is a slip of the pen. */
export const UNKNOWN_UNITS = [
  'Hälsocentralen Blåklokcan',
  'Hälsocentralen Sagolunden',
  'Nedlagda hemtjänsten Väst',
  'Korttidsboendet Luftslottet',
];

export const UNKNOWN_WARD = 'Vikariatsavdelning Oxalis';

const UNITS: readonly Unit[] = KOMMUN_CODES.flatMap((kommun) =>
  (Object.entries(NAMES[kommun]) as [UnitType, readonly string[]][]).flatMap(([type, names]) =>
    names.map((name) => ({
      name: PART_OF[type] === 'kommun' ? `${name} ${KOMMUNER[kommun].name}` : name,
      type,
      kommun,
      part: PART_OF[type],
    })),
  ),
).map((unit, index) => ({ ...unit, hsaId: `SE2321000206-FIKTIV${String(index + 1).padStart(3, '0')}` }));

/** All units of the region, in the order of their kommuner. */
export const unitsOfRegion = (): readonly Unit[] => UNITS;

export function unitNames(kommun: KommunCode, ...types: readonly UnitType[]): string[] {
  return UNITS.filter((unit) => unit.kommun === kommun && types.includes(unit.type)).map((unit) => unit.name);
}

export interface UnitTruth {
  readonly total: number;
  /** Units that some case or message names and that this list does not have. */
  readonly missing: readonly string[];
}

export function writeUnits(): { list: GeneratedList; truth: UnitTruth } {
  const header = ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'];
  const rows = UNITS.map((unit) => [
    unit.hsaId,
    unit.name,
    unit.type,
    KOMMUNER[unit.kommun].name,
    PART_LABELS[unit.part],
  ]);
  return {
    list: writeList('enheter.csv', { encoding: 'utf-8-bom', delimiter: ';' }, header, rows),
    truth: { total: UNITS.length, missing: [...UNKNOWN_UNITS, UNKNOWN_WARD] },
  };
}
