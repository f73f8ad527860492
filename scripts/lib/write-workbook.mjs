// The peer of the bench for worklists: one workbook of 2,500 rows × 14 columns by exceljs alone, as anybody would.
import exceljs from 'exceljs';

const ROWS = 2_500;
const COLUMNS = 14;
const workbook = new exceljs.Workbook();
const sheet = workbook.addWorksheet('Lista');
sheet.columns = Array.from({ length: COLUMNS }, (_, at) => ({ header: `Kolumn ${at + 1}`, width: 14 }));
for (let row = 1; row <= ROWS; row++)
  sheet.addRow(Array.from({ length: COLUMNS }, (_, at) => `rad ${row} kolumn ${at + 1}`));
await workbook.xlsx.writeFile(process.argv[2]);
