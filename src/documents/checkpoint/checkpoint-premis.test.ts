import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { CHECKPOINT_KINDS, type CheckpointKind } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { premisXml } from './checkpoint-premis.ts';

const NAMESPACE = 'http://www.loc.gov/premis/v3';
/** How often an element may stand where it stands: exactly once, at most once, at least once, any number. */
type Times = '1' | '?' | '+' | '*';

const identifierOf = (name: string): readonly (readonly [string, Times])[] => [
  [`${name}Type`, '1'],
  [`${name}Value`, '1'],
];

/**
 * The content of each element that is written, in the order that the schema of PREMIS 3.0 asks for (Library of Congress,
 * premis-v3-0.xsd of 18 January 2016; xmllint --schema with it says valid of each kind of checkpoint). What is not
 * here is text alone.
 */
const CONTENT: Readonly<Record<string, readonly (readonly [string, Times])[]>> = {
  premis: [
    ['object', '+'],
    ['event', '*'],
    ['agent', '*'],
    ['rights', '*'],
  ],
  // As xsi:type representation.
  object: [
    ['objectIdentifier', '+'],
    ['originalName', '?'],
    ['linkingEventIdentifier', '*'],
  ],
  event: [
    ['eventIdentifier', '1'],
    ['eventType', '1'],
    ['eventDateTime', '1'],
    ['eventDetailInformation', '*'],
    ['eventOutcomeInformation', '*'],
    ['linkingAgentIdentifier', '*'],
    ['linkingObjectIdentifier', '*'],
  ],
  agent: [
    ['agentIdentifier', '+'],
    ['agentName', '*'],
    ['agentType', '?'],
    ['agentVersion', '?'],
    ['agentNote', '*'],
  ],
  eventDetailInformation: [['eventDetail', '?']],
  objectIdentifier: identifierOf('objectIdentifier'),
  eventIdentifier: identifierOf('eventIdentifier'),
  agentIdentifier: identifierOf('agentIdentifier'),
  linkingAgentIdentifier: [...identifierOf('linkingAgentIdentifier'), ['linkingAgentRole', '*']],
  linkingObjectIdentifier: [...identifierOf('linkingObjectIdentifier'), ['linkingObjectRole', '*']],
};
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  premis: { version: '3.0' },
  object: { 'xsi:type': 'premis:representation' },
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** @throws what a strict XML 1.0 reader says of text that is not well-formed */
function parsed(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const own = Object.values(attributes).filter(({ prefix }) => prefix !== 'xmlns');
    const element: Element = {
      name: uri === NAMESPACE ? local : `{${uri}}${local}`,
      attributes: Object.fromEntries(own.map(({ name, value }) => [name, value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [root] = top.children;
  if (root === undefined) throw new Error('no element');
  return root;
}

const isWithin = (count: number, times: Times): boolean =>
  (times === '*' || times === '?' || count >= 1) && (times === '*' || times === '+' || count <= 1);

/** What the schema would say is wrong, element by element. */
function faults({ name, attributes, children, text }: Element): readonly string[] {
  const content = CONTENT[name];
  const own =
    JSON.stringify(attributes) === JSON.stringify(ATTRIBUTES[name] ?? {}) ? [] : [`${name} attributes`];
  if (content === undefined) return [...own, ...children.map((child) => `${child.name} in ${name}`)];
  const places = children.map((child) => content.findIndex(([known]) => known === child.name));
  return [
    ...own,
    ...(text.trim() === '' ? [] : [`text in ${name}`]),
    ...places.flatMap((place, at) => (place === -1 ? [`${children[at]?.name ?? ''} in ${name}`] : [])),
    ...(places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0)) ? [] : [`order in ${name}`]),
    ...content.flatMap(([known, times], place) =>
      isWithin(places.filter((one) => one === place).length, times) ? [] : [`${known} ${times} in ${name}`],
    ),
    ...children.flatMap(faults),
  ];
}

const identifiers = (root: Element, of: string): readonly string[] =>
  root.children.flatMap(({ children }) =>
    children.filter(({ name }) => name === `${of}Identifier`).map((one) => one.children.at(-1)?.text ?? ''),
  );

function statement(kind: CheckpointKind, isPseudonymised: boolean, by = 'E Exempel'): CheckpointStatement {
  const list = {
    fileName: 'a.csv',
    importedAt: '2025-10-06T08:00:00.000Z',
    sha256: 'a'.repeat(64),
    fates: {},
  };
  const stated: Partial<CheckpointStatement> = {
    checkpoint: 'K-0001',
    ...{ kind, isPseudonymised, by, source: 'Prator', effectiveAt: '2025-10-16T17:00' },
    headBefore: { seq: 8, hash: 'b'.repeat(64) },
    event: { seq: 9, recordedAt: '2025-10-16T15:00:00.000Z', recordedBy: 'anna', hash: 'c'.repeat(64) },
    sources: [
      { ...list, sourceNo: 1, kind: 'enhet', exportedOn: null, rows: 1 },
      { ...list, sourceNo: 2, kind: 'sip', exportedOn: '2025-09-15', rows: 1199 },
    ] as CheckpointStatement['sources'],
  };
  return stated as CheckpointStatement;
}

const CASES = (Object.keys(CHECKPOINT_KINDS) as CheckpointKind[]).flatMap((kind) => [
  [kind, true] as const,
  [kind, false] as const,
]);

describe('premis.xml', () => {
  it.each(CASES)(
    'of a checkpoint %s, without persons: %s, is as the schema asks',
    (kind, isPseudonymised) => {
      const root = parsed(premisXml(statement(kind, isPseudonymised), 'overgang 1.0'));
      expect(root.name).toBe('premis');
      expect(faults(root)).toEqual([]);
      expect(root.children.map(({ name }) => name)).toContain('object');
    },
  );

  it('links to what it identifies, and identifies each thing once', () => {
    const root = parsed(premisXml(statement('archive', false), 'overgang 1.0'));
    for (const of of ['object', 'event', 'agent']) {
      const ids = identifiers(root, of);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(0);
    }
    expect(identifiers(root, 'object')).toEqual(
      expect.arrayContaining([...identifiers(root, 'linkingObject')]),
    );
    expect(identifiers(root, 'agent')).toEqual(
      expect.arrayContaining([...identifiers(root, 'linkingAgent')]),
    );
    expect(identifiers(root, 'linkingAgent').length).toBe(identifiers(root, 'event').length);
  });

  it('is well-formed and as the schema asks whatever somebody is called', () => {
    const anyText = fc.string({
      unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyText, (name) => {
        expect(faults(parsed(premisXml(statement('milestone', false, name), name)))).toEqual([]);
      }),
    );
    const every = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).join('x');
    expect(faults(parsed(premisXml(statement('milestone', false, every), 'overgang')))).toEqual([]);
  });

  it('would be told of where it is not: an element out of order, one too many, one that is not known', () => {
    const xml = premisXml(statement('milestone', false), 'overgang');
    const after = (from: RegExp, to: string): readonly string[] => {
      expect(xml).toMatch(from);
      return faults(parsed(xml.replace(from, to)));
    };
    expect(after(/(<premis:eventType>.*)\n\s*(<premis:eventDateTime>.*)/u, '$2$1')).toEqual([
      'order in event',
    ]);
    expect(after(/<premis:eventDateTime>.*/u, '')).toEqual(['eventDateTime 1 in event']);
    expect(after(/(<premis:agentType>.*)/u, '$1$1')).toEqual(['agentType ? in agent']);
    expect(after(/premis:agentType/gu, 'premis:agentKind')).toContain('agentKind in agent');
    expect(after(/ version="3.0"/u, '')).toEqual(['premis attributes']);
  });
});
