import {
  FINDINGS,
  findingMessage,
  type FindingCode,
  type Severity,
} from '../../src/domain/validation/finding-catalogue.ts';
import { code, page, table } from './markdown.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'fel',
  warning: 'varning',
  info: 'upplysning',
};

export function findingsPage(): string {
  const codes = Object.keys(FINDINGS) as FindingCode[];
  return page('Anmärkningar', 'src/domain/validation/finding-catalogue.ts', [
    'Allt som läsningen av en lista kan anmärka på. Koderna är fasta och återanvänds aldrig.',
    [
      '- **fel** (`error`): raden eller listan kunde inte tas som den är.',
      '- **varning** (`warning`): inläst, men någon måste se efter.',
      '- **upplysning** (`info`): bra att veta.',
    ].join('\n'),
    'En regionprofil kan sätta en annan nivå (`severities`). … står för det som skiljer från gång till gång.',
    table(
      ['Kod', 'Nivå', 'Vad som är fel', 'Vad du gör'],
      codes.map((name) => [
        code(name),
        SEVERITIES[FINDINGS[name].severity],
        findingMessage(name, '…'),
        FINDINGS[name].remedy,
      ]),
    ),
  ]);
}
