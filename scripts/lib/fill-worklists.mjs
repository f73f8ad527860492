// Fills in every worklist of a folder, as people would: `node fill-worklists.mjs FOLDER OUT`. Prints how many answers.
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';

/** By header: what is answered in every row of a list that has the column. */
const ANSWERS = {
  Status: 'Klar',
  'Registrerad i Lifecare SP': '2025-10-03',
  'Frågor besvarade': 'Ja',
  'Alla parter klara': 'Ja',
  'Avslutad i Prator': '2025-10-03',
  Kvitterat: '2025-10-03',
};

const [folder, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
let answers = 0;
for (const file of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith('.xlsx'))) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, file));
  const sheet = book.getWorksheet('Arbetslista');
  let headers = null;
  sheet.eachRow((row) => {
    const texts = row.values.map((value) => String(value ?? '').trim());
    if (headers === null) {
      if (texts.includes('Radnyckel')) headers = texts;
      return;
    }
    if (texts[headers.indexOf('Radnyckel')] === undefined || texts.length < 3) return;
    for (const [header, answer] of Object.entries(ANSWERS)) {
      const at = headers.indexOf(header);
      if (at === -1) continue;
      row.getCell(at).value = answer;
      answers += 1;
    }
  });
  await book.xlsx.writeFile(join(out, basename(file)));
}
console.log(answers);
