import type { Engine } from '../engine/engine.ts';

/** A party of a SIP, by the number that its reference is made from. */
export interface NumberedParty {
  readonly partNo: number;
  readonly sipKey: string;
  readonly partyKey: string;
}

/** Looks up the number of a party of a SIP; one that has stood on no list gets the next that is free. */
export function openPartyNumbers(db: Engine): (sipKey: string, partyKey: string) => number {
  const nameOf = (sipKey: string, partyKey: string): string => `${sipKey}\u0000${partyKey}`;
  const rows = db
    .prepare('SELECT part_no AS "partNo", sip_key AS "sipKey", party_key AS "partyKey" FROM sip_part')
    .all() as NumberedParty[];
  const known = new Map(rows.map(({ partNo, sipKey, partyKey }) => [nameOf(sipKey, partyKey), partNo]));
  let next = Math.max(0, ...known.values()) + 1;
  return (sipKey, partyKey) => {
    const name = nameOf(sipKey, partyKey);
    const number = known.get(name) ?? next++;
    known.set(name, number);
    return number;
  };
}

/** Keeps the numbers of those that are about to stand on a list. */
export function keepPartyNumbers(db: Engine, parties: Iterable<NumberedParty>): void {
  const keep = db.prepare(
    'INSERT INTO sip_part (part_no, sip_key, party_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { partNo, sipKey, partyKey } of parties) keep.run(partNo, sipKey, partyKey);
}

/** The SIP of a party that has stood on a list. */
export function sipOfParty(db: Engine, partNo: number): string | undefined {
  return db.prepare('SELECT sip_key FROM sip_part WHERE part_no = ?').pluck().get(partNo) as
    string | undefined;
}

/** The numbers of a SIP's parties that have stood on a list. */
export function partNosOfSip(db: Engine, sipKey: string): readonly number[] {
  return db
    .prepare('SELECT part_no FROM sip_part WHERE sip_key = ? ORDER BY part_no')
    .pluck()
    .all(sipKey) as number[];
}

/** How the SIP of a party stands. */
export interface SipOfParty {
  readonly sipKey: string;
  readonly class: string;
  readonly person_key: string | null;
  readonly is_protected: 0 | 1 | null;
}

/** The SIPs of the parties that have stood on a list, by the party's number. */
export function sipsOfParties(db: Engine): ReadonlyMap<number, SipOfParty> {
  const rows = db
    .prepare(
      `SELECT p.part_no AS "partNo", s.key AS "sipKey", s.class, s.person_key, s.is_protected
       FROM sip_part p JOIN sip s ON s.key = p.sip_key ORDER BY p.part_no`,
    )
    .all() as (SipOfParty & { readonly partNo: number })[];
  return new Map(rows.map(({ partNo, ...sip }) => [partNo, sip]));
}
