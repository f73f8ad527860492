import type { XmlAttributes } from './xml-reader.ts';
import type { CellMarks, Looks } from './xlsx-marks.ts';
import { isOn, placeOf } from './xlsx-marks.ts';

/**
 * Looks at the formats that rules give to the cells of a sheet: one that strikes through, prints words or hides what stands
 * in a cell says something that the cell does not. Which cells a rule holds for is not worked out: it is told by the first
 * cell of each area.
 */
export class RuleMarks {
  readonly #looks: Looks;
  readonly #marks: CellMarks;
  /** Of the rule that is being read: its areas, and whether it says anything. */
  #areas = '';
  #isSaying = false;
  #within: 'area' | null = null;

  constructor(looks: Looks, marks: CellMarks) {
    this.#looks = looks;
    this.#marks = marks;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'conditionalFormatting') [this.#areas, this.#isSaying] = [attributes['sqref'] ?? '', false];
    // Newer rules have their areas, and their format, within them.
    if (name === 'sqref') this.#within = 'area';
    if (name === 'strike' && isOn(attributes)) this.#isSaying = true;
    if (name !== 'cfRule') return;
    const { dxfId } = attributes;
    if (dxfId !== undefined && this.#looks.rules[Number(dxfId)]?.says === true) this.#isSaying = true;
  }

  text(text: string): void {
    if (this.#within === 'area') this.#areas += text;
  }

  close(name: string): void {
    if (name === 'sqref') this.#within = null;
    if (name !== 'conditionalFormatting' || !this.#isSaying) return;
    for (const ref of this.#areas.trim().split(/\s+/u)) {
      const at = placeOf(ref.split(':')[0] ?? '') ?? { row: 1, column: 1 };
      this.#marks.add({ kind: 'rule', ...at });
    }
    this.#isSaying = false;
  }
}
