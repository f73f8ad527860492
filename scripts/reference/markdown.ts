/** A page that says it is generated, and from where. */
export function page(title: string, source: string, parts: readonly string[]): string {
  return `${[`<!-- Generated from ${source} by npm run generate; changes made here are lost. -->`, `# ${title}`, ...parts].join('\n\n')}\n`;
}

const cell = (text: string): string => text.replace(/\|/gu, String.raw`\|`).replace(/\s*\n\s*/gu, '<br>');

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

export const codeBlock = (text: string): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
