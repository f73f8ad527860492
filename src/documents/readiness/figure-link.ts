import type { Figure } from '../../domain/readiness/day-page.ts';
import { figuresOf, placesOf } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { shownCount } from './number-text.ts';

/** Tells a figure, as a link to its rows where the page has them. */
export type ToldFigure = (figure: Figure) => string;

export function figureTeller(model: Readiness, hasRows: boolean): ToldFigure {
  const placeOf = placesOf(hasRows ? figuresOf(model) : []);
  return (figure) => {
    if (figure.isFew) return '<b>få</b>';
    const place = placeOf(figure);
    const text = shownCount(figure.value);
    return place === null ? `<b>${text}</b>` : `<b><a href="#${place}">${text}</a></b>`;
  };
}
