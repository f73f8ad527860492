import { SaxesParser } from 'saxes';

import { broken } from './workbook-zip.ts';

export type XmlAttributes = Readonly<Partial<Record<string, string>>>;

/** What a part of a workbook is read with. Names of elements come without their namespace prefix. */
export interface XmlListener {
  readonly open?: (name: string, attributes: XmlAttributes) => void;
  readonly close?: (name: string) => void;
  /** May come in several pieces for one element. */
  readonly text?: (text: string) => void;
}

/** No tag and no text of an honest workbook is longer: a cell holds 32,767 characters. */
const LONGEST_PIECE = 1024 * 1024;

/**
 * Reads XML as workbooks have it, piece by piece, and keeps nothing. No document type is let in, so no entity can be
 * declared and none but the five of XML itself exists.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: false } as const);
  /** Characters since anything was told of: the parser gathers a tag or a text until it ends. */
  #silent = 0;

  constructor({ open, close, text }: XmlListener) {
    const tell = (report: () => void): void => {
      this.#silent = 0;
      report();
    };
    this.#parser.on('opentag', ({ name, attributes }) => {
      tell(() => open?.(localName(name), attributes));
    });
    this.#parser.on('closetag', ({ name }) => {
      tell(() => close?.(localName(name)));
    });
    for (const event of ['text', 'cdata'] as const) {
      this.#parser.on(event, (piece) => {
        tell(() => text?.(piece));
      });
    }
    this.#parser.on('doctype', () => {
      throw broken('document type');
    });
    this.#parser.on('error', ({ message }) => {
      // Characters that XML does not allow are told of with their cell.
      if (message !== 'disallowed character.') throw broken(message);
    });
  }

  push(piece: string): void {
    this.#silent += piece.length;
    this.#parser.write(piece);
    if (this.#silent > LONGEST_PIECE) throw broken('endless tag or text');
  }

  finish(): void {
    this.#parser.close();
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
