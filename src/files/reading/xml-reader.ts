import { broken } from './zip-directory.ts';

/** What a part of a workbook is read with. Names come without their namespace prefix. */
export interface XmlListener {
  readonly open?: (name: string, attributes: () => Map<string, string>) => void;
  readonly close?: (name: string) => void;
  /** May come in several pieces for one element. */
  readonly text?: (text: string) => void;
}

/** No tag and no text of an honest workbook is longer: a cell holds 32,767 characters. */
const LONGEST_PIECE = 1024 * 1024;

const QUOTE = '"'.charCodeAt(0);
const APOSTROPHE = "'".charCodeAt(0);
const GREATER = '>'.charCodeAt(0);

/**
 * Reads XML as workbooks have it, piece by piece, and keeps nothing. No document type is let in, so no entity can be
 * declared and none but the five of XML itself exists.
 */
export class XmlReader {
  readonly #listener: XmlListener;
  #rest = '';

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.#text(text.slice(at, tag));
      at = tag;
      const end = this.#markup(text, tag);
      if (end < 0) break;
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST_PIECE) throw broken('endless tag or text');
  }

  finish(): void {
    if (this.#rest.trim() !== '') throw broken('XML cut off');
  }

  /** Reads one piece of markup and gives the place after it, or -1 when more text is needed. */
  #markup(text: string, start: number): number {
    switch (text.charAt(start + 1)) {
      case '?':
        return after(text, '?>', start);
      case '!': {
        if (text.startsWith('<!--', start)) return after(text, '-->', start);
        if (text.startsWith('<![CDATA[', start)) {
          const end = text.indexOf(']]>', start);
          if (end >= 0) this.#listener.text?.(lineEnds(text.slice(start + 9, end)));
          return end < 0 ? -1 : end + 3;
        }
        if (text.length - start < 9) return -1;
        throw broken('document type');
      }
      case '/': {
        const end = text.indexOf('>', start);
        if (end >= 0) this.#listener.close?.(localName(text.slice(start + 2, end).trimEnd()));
        return end < 0 ? -1 : end + 1;
      }
      default: {
        const end = tagEnd(text, start + 1);
        if (end < 0) return -1;
        const isEmpty = text.charAt(end - 1) === '/';
        const tag = text.slice(start + 1, isEmpty ? end - 1 : end);
        const space = tag.search(/\s/);
        const name = localName(space < 0 ? tag : tag.slice(0, space));
        this.#listener.open?.(name, () => attributesOf(tag));
        if (isEmpty) this.#listener.close?.(name);
        return end + 1;
      }
    }
  }

  #text(text: string): void {
    this.#listener.text?.(decodeEntities(lineEnds(text)));
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

/** The `>` that ends the tag; one inside an attribute does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) {
      return at;
    } else if (code === QUOTE || code === APOSTROPHE) {
      quote = code;
    }
  }
  return -1;
}

/** `name="value"` pairs after the element's name; by hand, as a sheet has a few of them for each of its cells. */
function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let at = tag.search(/\s/);
  while (at >= 0) {
    const equals = tag.indexOf('=', at);
    if (equals < 0) break;
    let start = equals + 1;
    while (/\s/.test(tag.charAt(start))) start++;
    const quote = tag.charAt(start);
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, start + 1) : -1;
    if (end < 0) throw broken('bad attribute');
    attributes.set(localName(tag.slice(at, equals).trim()), decodeEntities(tag.slice(start + 1, end)));
    at = end + 1;
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function lineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&]*);?/g, (whole: string, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
    const code = number === null ? NaN : Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES.get(name);
    if (character === undefined || !whole.endsWith(';')) throw broken('unknown entity');
    return character;
  });
}
