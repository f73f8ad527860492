import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rowsCommand } from './rows-command.ts';

const DAYS = { asOf: '2025-10-08', since: { day: '2025-09-15', listOn: '2025-09-15' } };

describe('the command behind a figure', () => {
  it('names cohort and day, and limits by nothing that the scope leaves out', () => {
    expect(rowsCommand('open', {}, DAYS)).toBe('overgang readiness --rows open --as-of 2025-10-08');
  });

  it('names kommun, part and unit, the unit quoted for its spaces', () => {
    expect(
      rowsCommand(
        'open',
        { kommun: '2281', part: 'primarvard', unit: 'Hälsocentralen Regnbågen Södra' },
        DAYS,
      ),
    ).toBe(
      'overgang readiness --rows open --kommun 2281 --part primarvard --unit "Hälsocentralen Regnbågen Södra" --as-of 2025-10-08',
    );
  });

  it('names the day that is compared with, where a cohort compares', () => {
    expect(rowsCommand('sip-resolved', { kommun: '2281' }, DAYS)).toBe(
      'overgang readiness --rows sip-resolved --kommun 2281 --since 2025-09-15 --as-of 2025-10-08',
    );
    expect(rowsCommand('sip-resolved', {}, { ...DAYS, since: null })).not.toContain('--since');
  });

  it('names the step of a cohort that is about one', () => {
    expect(rowsCommand('step-not-done', { step: '4a', kommun: '2281' }, DAYS)).toBe(
      'overgang readiness --rows step-not-done --step 4a --kommun 2281 --as-of 2025-10-08',
    );
  });

  it('asks for the cases without kommun, part or unit by the word okänd', () => {
    expect(rowsCommand('open', { kommun: null, part: null, unit: null }, DAYS)).toBe(
      'overgang readiness --rows open --kommun okänd --part okänd --unit okänd --as-of 2025-10-08',
    );
  });

  it('gives a shell back every name as it stands', () => {
    const names = [
      'Nacksta',
      'Hemsjukvården Natt, Saltkråkan',
      '<script>alert(1)</script>',
      '../../etc/x',
      '$(rm -rf ~)',
      '`id`',
      'a "b" \'c\' \\d',
      'bak\u202Efram',
      "Noll\u200bbredd och 'citat' \\",
      'rad\nbrytning',
      'tab\tb',
      '!historik',
      '%PATH%',
      '-börjar med streck',
      'Ö & Å; sten | rör > fil',
    ];
    // One shell for all of them; what it hands on is parted by NUL.
    const script = names
      .map((unit) => rowsCommand('open', { unit }, DAYS).replace('overgang', String.raw`printf '%s\0'`))
      .join('\n');
    const words = execFileSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    }).split('\0');
    const units = words.flatMap((word, at) =>
      word === '--unit' ? [words[at + 1]] : word.startsWith('--unit=') ? [word.slice(7)] : [],
    );
    expect(units).toEqual(names);
  });
});
