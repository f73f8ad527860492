import { escapeHtml } from '../kit/html.ts';
import type { Told } from '../../domain/readiness/words.ts';

/** A section with its heading; the id is what the contents link to. */
export function section(id: string, heading: string, body: string): string {
  return `<section id="${id}" aria-labelledby="${id}-rubrik">
<h2 id="${id}-rubrik">${escapeHtml(heading)}</h2>
${body}
</section>`;
}

/** What is read up on afterwards, behind the pages that are read. */
export function appendix(id: string, heading: string, body: string): string {
  return `<section id="${id}" class="sec app" aria-labelledby="${id}-rubrik"><h2 id="${id}-rubrik">${escapeHtml(heading)}</h2>
${body}</section>`;
}

/**
 * A table in a region of its own that scrolls where the window is narrow; the keyboard reaches it, and its caption
 * names it. Head and body are HTML.
 */
export function dataTable(table: {
  readonly id: string;
  readonly title: string;
  readonly caption?: string;
  readonly head: string;
  readonly body: string;
  readonly look?: string;
}): string {
  const { id, title, caption, head, body, look } = table;
  return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-namn">
<table${look === undefined ? '' : ` class="${look}"`}>
<caption><span class="fast"><strong id="${id}-namn">${escapeHtml(title)}</strong>${caption === undefined ? '' : ` ${escapeHtml(caption)}`}</span></caption>
<thead>
<tr>${head}</tr>
</thead>
<tbody>
${body}
</tbody>
</table>
</div>`;
}

export function columnHead(label: string, isNumber = false): string {
  return `<th scope="col"${isNumber ? ' class="n"' : ''}>${escapeHtml(label)}</th>`;
}

/** Mark and word; a reader that is read aloud hears the word alone. */
export function told({ mark, word, tone }: Told): string {
  return `<span class="told ${tone}"><span class="mark" aria-hidden="true">${mark}</span> ${escapeHtml(word)}</span>`;
}

/** A command to copy: one click marks the whole of it. */
export function commandLine(command: string): string {
  const text = escapeHtml(command).replace(/--as-of \S+$/u, '<span class="day">$&</span>');
  return `<code class="command">${text}</code>`;
}

/** Coordinates with one decimal, so that the same numbers give the same bytes. */
export function at(value: number): string {
  const text = value.toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2).replace(/^-0$/u, '0') : text;
}
