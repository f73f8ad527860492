import type { Register } from '../../register/file/register.ts';
import { provenFrom } from '../../register/log/proven-from.ts';

/** The event from which the names of a register's log are proven; null of a file, where they are claimed. */
export const namesProvenFrom = ({ db }: Pick<Register, 'db'>): number | null => provenFrom(db);
