import type { Grid } from '../kit/grid-model.ts';
import { addGridSheet } from '../kit/grid-sheet.ts';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import {
  arialByDefault,
  letRowsGrow,
  newWorkbook,
  pageText,
  prefixLockedText,
  sheetText,
} from '../kit/sheet-parts.ts';
import { REPLY_NOTES, replyCounts, replySections, supersededText, type Reply } from './reply-model.ts';

/**
 * The reply as a workbook, for who was sent encrypted lists: it is encrypted as they are. Every row is named, however many.
 * The same reply gives the same bytes.
 */
export async function writeReplyWorkbook(reply: Reply): Promise<Buffer> {
  const { recipient, asOf, watermark } = reply;
  const day = asOf.slice(0, 10);
  const workbook = await newWorkbook(day);
  const title = `Svar på inlämnade listor – ${recipient}`;
  workbook.title = sheetText(title);
  const mark = watermark === null ? '' : `${watermark} – `;
  const grids = [listsGrid(reply, title), rowsGrid(reply, title)];
  for (const grid of grids)
    addGridSheet(workbook, grid, grid.name, mark, {
      oddHeader: `&L${pageText(`${mark}${title}`, 120)}&RLäget ${asOf}`,
      oddFooter: '&RSida &P av &N',
    });
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return repackXlsx(Buffer.from(stored), day, {
    'xl/styles.xml': (xml) => arialByDefault(prefixLockedText(xml)),
    ...Object.fromEntries(grids.map((_, at) => [`xl/worksheets/sheet${String(at + 1)}.xml`, letRowsGrow])),
  });
}

const fromWhom = ({ asOf, sender }: Reply): string => `${asOf}${sender === null ? '' : ` · ${sender}`}`;

/** A row for each list that came back. */
function listsGrid(reply: Reply, title: string): Grid {
  return {
    name: 'Svar',
    title,
    notes: [fromWhom(reply), `Antal svar för varje lista. Bladet Rader säger vilka. ${REPLY_NOTES.change}`],
    columns: [
      { header: 'Lista', format: 'text' },
      { header: 'Det ska göras', format: 'text', wrapAt: 44 },
      { header: 'Inlästa', format: 'count' },
      { header: 'Som förut', format: 'count' },
      { header: 'Inte inlästa', format: 'count' },
      { header: 'Räknas inte än', format: 'count' },
      { header: 'Obs', format: 'text', wrapAt: 40 },
    ],
    rows: reply.lists.map((one) => {
      const { applied, unchanged, rejected, waiting } = replyCounts(one);
      const { worklistId } = one.list;
      const superseded = supersededText(one);
      return {
        cells: [
          ...[worklistId, one.stepTitle, applied, unchanged, rejected, waiting],
          superseded === '' ? null : superseded,
        ],
      };
    }),
  };
}

/** A row for each row of a list that something is said of. */
function rowsGrid(reply: Reply, title: string): Grid {
  const rows = reply.lists.flatMap((one) =>
    replySections(one).flatMap(({ heading, advice, rows: told }) =>
      told.map(({ place, why }) => ({
        cells: [one.list.worklistId, place, heading, [why, advice].filter((text) => text !== '').join(' ')],
      })),
    ),
  );
  return {
    name: 'Rader',
    title,
    notes: [rows.length === 0 ? 'Inget att säga om någon rad.' : REPLY_NOTES.reference],
    columns: [
      { header: 'Lista', format: 'text' },
      { header: 'Rad', format: 'text', wrapAt: 36 },
      { header: 'Vad', format: 'text', wrapAt: 36 },
      { header: 'Varför, och vad ni gör', format: 'text', wrapAt: 60 },
    ],
    rows,
  };
}
