import { helpRequest } from '../../domain/inbox/help-request.ts';
import { settlingOf, type InboxEntry, type InboxItem } from '../../domain/inbox/inbox.ts';
import { contactOfRecipient, type Contact } from '../../domain/packages/contacts.ts';
import type { MessageSubject } from '../../domain/plan/subject.ts';
import { fillText } from '../../domain/profile/fill-text.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import type { Register } from '../../register/file/register.ts';
import { collectSubjects } from '../cases/subjects.ts';

/** @param shows all texts; only the comments that somebody has released; or none */
export function tellInbox(
  register: Register,
  asOf: string,
  items: readonly InboxItem[],
  shows: 'all' | 'released' | 'none',
): readonly InboxEntry[] {
  const { db, profile } = register;
  const contacts = contactsByName(db);
  const requests =
    shows === 'all' && items.some(({ kind }) => kind === 'acknowledge')
      ? requestsOf(register, asOf, items, contacts)
      : new Map<string, string>();
  return items.map((item): InboxEntry => {
    const { id, kind, recipient, kommun, part, unit, references, step, list, comments } = item;
    const { since, dueOn, isLate, why, isGuarded } = item;
    const request = requests.get(id);
    const told = comments.filter(({ isReleased }) => shows === 'all' || isReleased).map(({ text }) => text);
    return {
      ...{ id, kind, recipient, kommun, part, unit, references, step, list },
      ...{ since, dueOn, isLate, why, isGuarded },
      contact: isGuarded ? null : contactOfRecipient(contacts, recipient),
      settles: settlingOf(item, profile),
      hasComment: comments.length > 0,
      texts: shows === 'none' ? null : [...told, ...(request === undefined ? [] : [request])],
    };
  });
}

/** The help request of each unit, with the address of its side of the regional border. */
function requestsOf(
  register: Register,
  asOf: string,
  items: readonly InboxItem[],
  contacts: ReadonlyMap<string, Contact>,
): ReadonlyMap<string, string> {
  const { profile } = register;
  const messages = groupBy(collectSubjects(register, asOf).messages, ({ reference }) => reference);
  return new Map(
    items
      .filter(({ kind, isGuarded }) => kind === 'acknowledge' && !isGuarded)
      .map((item) => {
        const owed = item.references.flatMap((reference) => messages.get(reference) ?? []);
        const text = helpRequest({
          to: addressOf(owed[0]?.receivedBy ?? null, profile),
          unit: item.unit ?? item.recipient,
          contact: contactOfRecipient(contacts, item.recipient),
          source: profile.source,
          messages: owed,
        });
        return [item.id, text];
      }),
  );
}

function addressOf(side: MessageSubject['receivedBy'], profile: Register['profile']): string {
  const { name } = profile.support;
  if (side !== null) return fillText(`${name}, {support:${side}}`, profile);
  return fillText(`${name} (region: {support:region}; kommun: {support:kommun})`, profile);
}
