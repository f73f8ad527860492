/** Other programs' workbooks are zips too: by a part that each of them has. */
const OTHER_FORMATS: readonly (readonly [part: RegExp, format: string])[] = [
  // Its folder is as the program that wrote it would have it.
  [/(?:^|\/)workbook\.bin$/u, 'Excel binär arbetsbok (.xlsb)'],
  // The parts of a presentation or a letter can be tables too: by what only they have.
  [/^index\/(?:master|template)?slide(?:-\d[\d-]*)?\.iwa$/u, 'Apple Keynote (.key)'],
  [/^index\/tables\/|\.numbers\//u, 'Apple Numbers (.numbers)'],
  [/^index(?:\.zip|\/document\.iwa)$/u, 'Apple Numbers, Pages eller Keynote (.numbers, .pages, .key)'],
  [/^content\.xml$/u, 'OpenDocument (.ods)'],
  [/^word\/document\.xml$/u, 'Word (.docx)'],
  [/^ppt\/presentation\.xml$/u, 'PowerPoint (.pptx)'],
  [/^visio\/document\.xml$/u, 'Visio (.vsdx)'],
];

/**
 * What other program a zip is a document of.
 *
 * @param parts the names of what is in it, in small letters
 * @returns null for a workbook, and for what is no document
 */
export function otherFormatOf(parts: readonly string[]): string | null {
  return OTHER_FORMATS.find(([part]) => parts.some((name) => part.test(name)))?.[1] ?? null;
}
