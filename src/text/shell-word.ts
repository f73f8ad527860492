/** A text as one word of a command line, in PowerShell, cmd and sh alike: in quotes where it has to be. */
export const shellWord = (text: string): string => (/[^\p{L}\d._/\\:=-]/u.test(text) ? `"${text}"` : text);
