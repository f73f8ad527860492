import type { Readiness } from '../domain/readiness/readiness.ts';
import { escapeHtml } from './html.ts';

/** Stands here until the page is in: the gates as a list. */
export function readinessHtml({ title, asOf, gates }: Readiness): string {
  const items = gates.map(({ title: name, ok }) => `<li>${ok ? 'ja' : 'nej'}: ${escapeHtml(name)}</li>`);
  return `<!doctype html><html lang="sv"><title>${escapeHtml(title)} ${asOf}</title><ul>${items.join('')}</ul></html>\n`;
}
