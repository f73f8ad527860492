// What a trial of the forecast shows, each measure beside its bar.
import { CADENCES, SHAPES, SIZES } from './forecast-trial.mjs';

const isHeld = (done, from, to) => (from === null || done >= from) && (to === null || done <= to);
const held = ({ done, scope }) => isHeld(done, scope.optimisticOn, scope.pessimisticOn);
const heldWide = ({ done, outer: [from, to] }) => isHeld(done, from, to);
const isLater = ({ done, scope: { pessimisticOn } }) => pessimisticOn !== null && done > pessimisticOn;
const percent = (of, test) => (of.length === 0 ? null : (100 * of.filter(test).length) / of.length);
const said = (trials) => trials.filter(({ scope }) => scope.certainty !== 'too-little-data');
const worst = (cells, measure, pick) => pick(...cells.map(measure).filter((value) => value !== null));
const least = (name, value, bar) => ({ name, value, bar, isOk: value >= bar });
const most = (name, value, bar) => ({ name, value, bar, isOk: value <= bar });

/** Every bar with what was measured: the worst cell of those it is about. */
export function barsOf({ trials, median }) {
  const known = said(trials);
  return [
    ...intervalBars(known),
    ...verdictBars(deadlinesOf(known)),
    most('6 no upper date %', percent(known, hasNoUpperDate), 60),
    most(
      '6 no upper date from 9 Oct %',
      percent(
        known.filter(({ period }) => period === 'late'),
        hasNoUpperDate,
      ),
      40,
    ),
    most('6 too little data %', 100 * (1 - known.length / trials.length), 35),
    most('8 a forecast of eight scopes, ms', median, 50),
  ];
}

const hasNoUpperDate = ({ scope }) => scope.pessimisticOn === null;

function intervalBars(known) {
  const cell = (shape, size) => known.filter((one) => one.shape === shape && one.size === size);
  const kommuner = (...shapes) =>
    known.filter(({ shape, size }) => shapes.includes(shape) && size !== 'region');
  const from2Oct = (of) => of.filter(({ period }) => period !== 'before');
  const steady = ['constant', 'bursts', 'inflow', 'never'].flatMap((shape) =>
    SIZES.map((size) => cell(shape, size)),
  );
  const regions = Object.keys(SHAPES).map((shape) => cell(shape, 'region'));
  return [
    least(
      '1 steady: 80 % interval holds, worst size %',
      worst(steady, (c) => percent(c, held), Math.min),
      85,
    ),
    least(
      '1 steady: 95 % interval holds, worst size %',
      worst(steady, (c) => percent(c, heldWide), Math.min),
      95,
    ),
    most(
      '1 steady: later than it, worst size %',
      worst(steady, (c) => percent(c, isLater), Math.max),
      5,
    ),
    least('2 tail holds %', percent(kommuner('tail'), held), 70),
    most('2 tail later %', percent(kommuner('tail'), isLater), 30),
    least('2 accelerating holds %', percent(kommuner('accelerating'), held), 68),
    least('2 window holds %', percent(kommuner('window'), held), 68),
    least('2 accelerating from 2 Oct holds %', percent(from2Oct(kommuner('accelerating')), held), 80),
    least('2 window from 2 Oct holds %', percent(from2Oct(kommuner('window')), held), 80),
    least(
      '3 region holds, worst shape %',
      worst(regions, (c) => percent(c, held), Math.min),
      83,
    ),
  ];
}

/** The deadlines that are still ahead, with whether they were met. */
function deadlinesOf(trials) {
  return trials.flatMap(({ scope, done, period, size, isUntouched }) =>
    scope.deadlines
      .filter(({ workingDaysLeft, verdict }) => workingDaysLeft > 0 && verdict !== 'done')
      .map((deadline) => ({ ...deadline, period, size, isUntouched, wasInTime: done <= deadline.day })),
  );
}

function brier(deadlines) {
  const known = deadlines.filter(({ chance }) => chance !== null);
  return (
    known.reduce((sum, { chance, wasInTime }) => sum + (chance - Number(wasInTime)) ** 2, 0) / known.length
  );
}

function verdictBars(all) {
  const of = (verdict, deadlines = all) => deadlines.filter((one) => one.verdict === verdict);
  const early = all.filter(({ period }) => period === 'early');
  const late = all.filter(({ period }) => period === 'late');
  const untouched = all.filter(({ size, isUntouched }) => size === 'region' && isUntouched);
  const wasInTime = (deadline) => deadline.wasInTime;
  const isHopeful = ({ verdict }) => verdict === 'reached' || verdict === 'likely';
  return [
    most(
      `3 region reached or likely, a kommun without any closed % (of ${untouched.length})`,
      percent(untouched, isHopeful),
      1,
    ),
    most('4 missed, yet reached %', percent(of('missed'), wasInTime), 5),
    most('4 missed from 2 Oct, yet reached %', percent(of('missed', [...early, ...late]), wasInTime), 3),
    least('4 reached is true %', percent(of('reached'), wasInTime), 85),
    least('4 reached from 9 Oct is true %', percent(of('reached', late), wasInTime), 95),
    most('5 Brier', brier(all), 0.23),
    most('5 Brier 2–8 Oct', brier(early), 0.19),
    most('5 Brier from 9 Oct', brier(late), 0.11),
  ];
}

/** The share held in every cell of shape × cadence × size: where the forecast is weak. */
export function cellsOf({ trials }) {
  return Object.keys(SHAPES).flatMap((shape) =>
    Object.keys(CADENCES).map((cadence) => {
      const row = [...SIZES, 'region'].map((size) => {
        const own = trials.filter(
          (one) => one.shape === shape && one.cadence === cadence && one.size === size,
        );
        const share = percent(said(own), held);
        return share === null ? '  –' : String(Math.round(share)).padStart(3);
      });
      return `${shape.padEnd(13)}${cadence.padEnd(8)}${row.join(' ')}`;
    }),
  );
}
