import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfRegister, registerPlace } from './register-name.ts';
import { UnusableRegister } from './unusable-register.ts';
import { addressText, parseServerAddress } from './server-address.ts';

const faultOf = (text: string): UnusableRegister => {
  try {
    parseServerAddress(text);
  } catch (error) {
    if (error instanceof UnusableRegister) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
};

describe('the address of a register on a server', () => {
  it('says where it is, and who asks', () => {
    expect(parseServerAddress('postgres://anna@db.region.example:5433/overgang?register=ovg')).toEqual({
      host: 'db.region.example',
      port: 5433,
      user: 'anna',
      database: 'overgang',
      register: 'ovg',
    });
  });

  it('leaves the rest to the environment', () => {
    expect(parseServerAddress('postgresql:///overgang?register=ovg')).toEqual({
      host: null,
      port: null,
      user: null,
      database: 'overgang',
      register: 'ovg',
    });
  });

  it.each([
    ['postgres:///o?register=r&host=/run/postgresql', '/run/postgresql'],
    ['postgres://%2Frun%2Fpostgresql/o?register=r', '/run/postgresql'],
    ['postgres://[::1]:5432/o?register=r', '::1'],
  ])('reads the host of %s', (text, host) => {
    expect(parseServerAddress(text).host).toBe(host);
  });

  it.each([
    'postgres://anna@db.region.example:5433/overgang?register=ovg',
    'postgres://anna%40region@/overgang?register=ovg&host=/run/postgresql',
    'postgres://[::1]/overgang?register=ovg',
  ])('is opened again by the same address: %s', (text) => {
    expect(addressText(parseServerAddress(text))).toBe(text);
  });

  it.each([
    'postgres://anna:hemligt@db/overgang?register=ovg',
    'postgres://:hemligt@db/overgang?register=ovg',
    'postgres://db/overgang?register=ovg&password=hemligt',
    'postgres://anna:hem@ligt@db/overgang?register=ovg',
    'postgres:anna:hemligt@db/overgang',
    'postgres://anna:hem/ligt@db/overgang?register=ovg',
    'postgres://anna:hem#ligt@db/overgang?register=ovg',
    'postgres://anna:hem?ligt@db/overgang?register=ovg',
    'postgres://anna:hem%ligt@db/overgang?register=ovg',
    'postgres://anna:hem\nligt@db/overgang?register=ovg',
    'postgres://anna%3Ahemligt@db/overgang?register=ovg',
    'postgres://anna%3ahem%zz@db/overgang?register=ovg',
    'postgres://db/anna:hemligt%40o?register=ovg',
    'postgres://anna:hemligt@db/overgang?register=ovg&host=/run/postgresql',
    'mysql://anna:hemligt@db/overgang',
    ' postgres://anna:hemligt@db/overgang',
  ])('with a password is refused, and the password is not repeated: %s', (text) => {
    const fault = faultOf(text);
    expect(fault.code).toBe('SERVER_PASSWORD_GIVEN');
    expect(JSON.stringify([fault.path, fault.detail, fault.message])).not.toMatch(/hem|ligt/u);
    expect(nameOfRegister(text)).not.toMatch(/hem|ligt/u);
    expect(registerPlace(text, '/home/anna')).toBe(text);
  });

  it('that was not read is not repeated: what was meant for what is not known', () => {
    const sign = fc.constantFrom(...Array.from('abz019:/?#@%&=[]. åä'));
    const secret = fc
      .array(sign, { minLength: 1, maxLength: 12 })
      .map((signs) => `hemligt${signs.join('')}x`);
    fc.assert(
      fc.property(secret, fc.constantFrom('://u:', '://u%3A', ':u:', '://', ':///'), (password, before) => {
        const text = `postgres${before}${password}@db/o?register=r`;
        let read = '';
        try {
          // Without a colon before it, it may be a user's name.
          const { user, ...others } = parseServerAddress(text);
          read = JSON.stringify(before.includes('u') ? { user, ...others } : others);
        } catch {
          expect(JSON.stringify(faultOf(text))).not.toContain('hemligt');
        }
        expect(read + nameOfRegister(text)).not.toContain('hemligt');
      }),
    );
  });

  it.each([
    'postgres://db/overgang',
    'postgres://db/?register=ovg',
    'postgres://db/overgang?register=',
    'postgres://db/overgang?register=Ovg',
    'postgres://db/overgang?register=pg_catalog',
    'postgres://db/overgang?register=public',
    'postgres://db/overgang?register=order',
    'postgres://db/overgang?register=user',
    'postgres://db/overgang?register=default',
    'postgres://db/overgang?register=a;drop',
    `postgres://db/overgang?register=${'a'.repeat(41)}`,
    'postgres://db/overgang?register=ovg&sslmode=disable',
    'postgres://db/overgang?register=ovg&host=/run/postgresql',
    'postgres://db/a/b?register=ovg',
    'postgres:overgang',
  ])('is refused where it is none: %s', (text) => {
    expect(faultOf(text).code).toBe('SERVER_ADDRESS_FAULTY');
  });

  it('is no path: no folder is put before it, and a sentence has its name', () => {
    const text = 'postgres://anna@db.region.example:5433/overgang?register=ovg';
    expect(registerPlace(text, '/home/anna')).toBe(text);
    expect(nameOfRegister(text)).toBe('ovg på db.region.example');
    expect(nameOfRegister('postgres://anna@:5433/overgang?register=ovg&host=/run')).toBe('ovg');
    expect(registerPlace('r.sqlite', '/home/anna')).toBe('/home/anna/r.sqlite');
    expect(nameOfRegister('/home/anna/r.sqlite')).toBe('r.sqlite');
  });
});
