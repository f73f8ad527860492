/** Across every page of what is handed out in a rehearsal. */
export const REHEARSAL_WATERMARK = 'ÖVNING';

/** The first line of every answer from a rehearsal. */
export function rehearsalLine(of: string, on: string): string {
  return `${REHEARSAL_WATERMARK} (kopia av ${of}, ${on}): inget här gäller på riktigt.`;
}
