import { openReadAhead, type ReadingOrder } from '../../domain/records/read-ahead.ts';
import { textThreadMain } from '../../files/reading/text-thread-main.ts';

/** The thread that reads a long list: its text, and of each row what can be read before it is its turn. */
export const listThreadMain = (): Promise<void> =>
  textThreadMain((order) => openReadAhead(order as ReadingOrder));
