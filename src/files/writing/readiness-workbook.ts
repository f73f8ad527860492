import type { Readiness } from '../../domain/readiness/readiness.ts';

/** Stands here until the workbook is in. */
export async function writeReadinessWorkbook({ gates, title }: Readiness): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet(title.slice(0, 30)).addRows(gates.map((gate) => [gate.id, gate.ok ? 'ja' : 'nej']));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
