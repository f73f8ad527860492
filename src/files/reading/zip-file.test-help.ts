import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly isStored?: boolean;
  /** Lies about the size in the directory. */
  readonly inflated?: number;
  readonly crc?: number;
  readonly flags?: number;
}

/** A zip file by hand, so that it can be as wrong as a test needs. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.isStored === true ? data : deflateRawSync(data, { level: 9 });
    const name = Buffer.from(part.name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(part.flags ?? 0, 2);
    facts.writeUInt16LE(part.isStored === true ? 0 : 8, 4);
    facts.writeUInt32LE(part.crc ?? crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(part.inflated ?? data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name, packed]);
    const places = Buffer.alloc(14);
    places.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, places, name]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

export interface WorkbookParts {
  /** What stands inside `<sheetData>`. */
  readonly rows?: string;
  readonly beforeRows?: string;
  readonly afterRows?: string;
  /** What stands inside `<sst>`. */
  readonly strings?: string;
  /** What stands inside `<cellXfs>`, and inside `<numFmts>`. */
  readonly styles?: string;
  readonly formats?: string;
  readonly is1904?: boolean;
  readonly sheets?: readonly { name: string; state?: string; rows?: string }[];
  readonly workbookExtra?: string;
  readonly more?: readonly ZipPart[];
}

/** A workbook with one sheet, or those given; what the test is about is passed in as XML. */
export function workbook(parts: WorkbookParts): Buffer {
  const sheets = parts.sheets ?? [{ name: 'Blad1', rows: parts.rows ?? '' }];
  const sheetXml = (rows: string): string =>
    `<?xml version="1.0"?><worksheet xmlns="m">${parts.beforeRows ?? ''}<sheetData>${rows}</sheetData>${parts.afterRows ?? ''}</worksheet>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`;
  return zipFile([
    { name: '[Content_Types].xml', data: '<Types/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        `<workbook xmlns:r="r"><workbookPr date1904="${parts.is1904 === true ? '1' : '0'}"/><sheets>` +
        sheets
          .map(
            ({ name, state }, index) =>
              `<sheet name="${name}" sheetId="${index + 1}" state="${state ?? 'visible'}" r:id="s${index}"/>`,
          )
          .join('') +
        `</sheets>${parts.workbookExtra ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}${sheets
        .map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
        .join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet><numFmts>${parts.formats ?? ''}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${parts.styles ?? '<xf numFmtId="0"/>'}</cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', data: `<sst>${parts.strings ?? ''}</sst>` },
    ...sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: sheetXml(rows ?? ''),
    })),
    ...(parts.more ?? []),
  ]);
}
