import { describe, expect, it } from 'vitest';
import { passwordIn } from './passfile.ts';

const anna = { host: 'db.region.example', port: 5432, database: 'overgang', user: 'anna' };

describe('a file of passwords', () => {
  it.each([
    ['db.region.example:5432:overgang:anna:hemligt', 'hemligt'],
    ['*:*:*:anna:hemligt', 'hemligt'],
    ['# db.region.example:5432:overgang:anna:nej\n*:*:*:*:ja\n*:*:*:*:senare', 'ja'],
    [String.raw`*:*:*:anna:a\:b\\c`, String.raw`a:b\c`],
    ['*:*:*:anna:med:kolon', 'med:kolon'],
    ['*:*:*:anna:\r\n', ''],
  ])('has a password in %j', (text, password) => {
    expect(passwordIn(text, anna)).toBe(password);
  });

  it.each(['', '*:*:*:bo:nej', 'db:5432:overgang:anna:nej', '*:5433:*:anna:nej', '*:*:*:anna'])(
    'has none for others, nor of half a line: %j',
    (text) => {
      expect(passwordIn(text, anna)).toBeNull();
    },
  );

  it('calls a socket localhost', () => {
    expect(passwordIn('localhost:*:*:*:ja', { ...anna, host: '/run/postgresql' })).toBe('ja');
  });
});
