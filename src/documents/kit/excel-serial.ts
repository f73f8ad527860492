const DAY = 86_400_000;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_SOUND_SERIAL = 61;

/** Excel's number for a day; null where the text is no day, or one before Excel's calendar is sound. */
export function excelSerial(isoDay: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(isoDay)) return null;
  const at = Date.parse(`${isoDay}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== isoDay) return null;
  const serial = (at - EXCEL_EPOCH) / DAY;
  return serial < FIRST_SOUND_SERIAL ? null : serial;
}
