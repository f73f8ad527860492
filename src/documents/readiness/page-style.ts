/**
 * The look of the page: type and space before boxes, one accent, and three tones that always come with a mark and a
 * word. The same tables on a screen, a telephone and paper.
 */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --paper: #fbfaf7; --card: #fff; --ink: #1b232d; --faint: #55606c; --rule: #dcdad3; --edge: #8c949d; --accent: #1c4b78;
  --good: #1a6a3d; --good-paper: #e9f3ec; --bad: #a01f1b; --bad-paper: #fbecea; --warn: #754700; --warn-paper: #fbf2df;
  --calm: #44505c; --fan: #1c4b7826; --focus: #1c4b78; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #12161b; --card: #1a2027; --ink: #e9ebee; --faint: #aab3bd; --rule: #323a44; --edge: #76818d; --accent: #93c1ee;
  --good: #86d6a6; --good-paper: #15281d; --bad: #ffa49c; --bad-paper: #331b1a; --warn: #f0c46d; --warn-paper: #2d2513;
  --calm: #c3cad2; --fan: #93c1ee2e; --focus: #93c1ee; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; } ul, ol { list-style: none; }
h1 { font-size: 1.35rem; font-weight: 600; line-height: 1.25; }
h2 { margin-bottom: 1rem; font-size: 1.5rem; font-weight: 600; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
h3 { font-size: 1rem; font-weight: 600; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
small { display: block; color: var(--faint); font-size: .82rem; font-weight: normal; }
code { font: .86em/1.45 Consolas, "Liberation Mono", Menlo, monospace; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: .5rem 1rem; background: var(--card); }
.skip:focus { top: .5rem; }
.paper-only { display: none; }
main:focus { outline: none; }

header { display: grid; grid-template-columns: 1fr auto; gap: .1rem 2rem; align-items: end; margin-bottom: 1.5rem; }
.kicker { color: var(--faint); font-size: .92rem; }
nav { max-width: 40rem; } nav ul { display: flex; flex-wrap: wrap; justify-content: end; gap: .15rem 1.1rem; font-size: .92rem; }
section { margin-top: 3.25rem; }
.lead { max-width: 48rem; font-size: 1.1rem; text-wrap: pretty; } .note { margin: .4rem 0 .8rem; color: var(--faint); font-size: .9rem; }
.when, .what, .why { color: var(--faint); font-size: .92rem; }

.told { font-weight: 600; white-space: nowrap; } .told .mark { display: inline-block; width: 1em; text-align: center; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .calm { color: var(--calm); }

.verdict { margin-top: 0; padding: 1.6rem 1.75rem 1.75rem; background: var(--card); border: 1px solid var(--rule); border-top: .4rem solid currentColor; border-radius: 4px; }
.verdict h2 { margin: 0 0 .35rem; font-size: clamp(1.6rem, 1.1rem + 2vw, 2.3rem); }
.verdict p { color: var(--ink); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0; margin-top: 1.5rem; border-top: 1px solid var(--rule); }
.card { padding: 1.1rem 1.25rem 0 0; } .card + .card { padding-left: 1.25rem; border-left: 1px solid var(--rule); }
.card .what, .card .when, .card .why { color: var(--faint); } .card .what { font-weight: 600; color: var(--ink); }
.card .big { margin: .1rem 0 0; font-size: 1.9rem; font-weight: 600; line-height: 1.2; letter-spacing: -.02em; }
.card .verdict-word { margin-top: .7rem; }

.stops > li { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1.5rem; padding: 1rem 0; border-top: 1px solid var(--rule); }
.stops > li:last-child { border-bottom: 1px solid var(--rule); }
.stops .size strong { display: block; color: var(--bad); font-size: 1.9rem; font-weight: 600; line-height: 1.15; letter-spacing: -.02em; }
.stops .size span { display: block; color: var(--faint); font-size: .85rem; line-height: 1.3; hyphens: auto; }
.stops h3 { font-size: 1.08rem; } .stops div > div + div { margin-top: .5rem; }
.reasons { margin-top: .4rem; } .reasons li { padding: .1rem 0; font-size: .95rem; }
.command { display: inline-block; max-width: 100%; padding: .05rem .4rem; background: color-mix(in srgb, var(--accent) 9%, transparent); border-radius: 3px; overflow-wrap: anywhere; user-select: all; }
.waiver { margin: .3rem 0; padding: .3rem .7rem; border-left: 3px solid var(--warn); background: var(--warn-paper); font-size: .92rem; }

.scroll { position: relative; container-type: inline-size; overflow-x: auto; margin: 1.25rem 0; } .tall, .scroll:has(.long) { max-height: 44rem; overflow-y: auto; border-bottom: 1px solid var(--edge); }
.long thead th { position: sticky; top: 0; z-index: 2; background: var(--paper); box-shadow: inset 0 -2px var(--edge); } .long thead th:first-child { z-index: 3; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
caption { text-align: left; } caption .fast { position: sticky; left: 0; display: block; max-width: min(48rem, 100cqi); padding-bottom: .5rem; color: var(--faint); font-size: .92rem; }
caption strong { display: block; color: var(--ink); font-size: 1.05rem; font-weight: 600; }
tbody th { white-space: normal; } .behind th[scope=row], .forecast th[scope=row] { min-width: 8.5rem; }
th, td { padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: baseline; }
thead th { border-bottom: 2px solid var(--edge); color: var(--faint); font-size: .85rem; font-weight: 600; line-height: 1.25; vertical-align: bottom; hyphens: auto; }
tbody th { font-weight: 400; } tbody th a { padding-block: .2rem; color: var(--ink); text-decoration-color: var(--edge); }
tbody th a:hover { color: var(--accent); }
th[scope=row], thead th:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); }
th:last-child, td:last-child { padding-right: 0; }
.n { text-align: right; } .n + :not(.n) { padding-left: .9rem; } .nought { color: var(--faint); } .day { white-space: nowrap; }
.total th, .total td { border-top: 2px solid var(--edge); border-bottom: 0; font-weight: 600; } .total.first th, .total.first td { border-top: 0; border-bottom: 2px solid var(--edge); }
.figure-grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem 4rem; } .figure-grid .scroll { margin: 0; } .figure-grid .scroll:has(.alone) { grid-column: 1 / -1; }
.figures th, .figures td { padding-top: .28rem; padding-bottom: .28rem; } .figures.alone { width: auto; min-width: min(100%, 44rem); } .figures .n { min-width: 4.6rem; } .figures th[scope=row] { min-width: 11rem; max-width: 22rem; }
.level-1 th { padding-left: 1.4rem; } .level-2 th { padding-left: 2.6rem; }
.figures tr:not(.level-1, .level-2):has(+ .level-1) th, .figures tr:not(.level-1, .level-2):has(+ .level-1) td { padding-top: 1rem; font-weight: 600; }
.gates th[scope=row] { min-width: 13rem; } .wide { min-width: 16rem; } .gates .wide { min-width: 21rem; font-size: .92rem; }
.gates td, .gates th { padding-top: .7rem; padding-bottom: .7rem; }
.old { color: var(--warn); }
.share { display: flex; align-items: center; gap: .6rem; min-width: 9rem; } .share span { min-width: 3rem; text-align: right; }
.bar { flex: 1; } .bar .whole { fill: var(--rule); } .bar .part { fill: var(--accent); }

.burndown { display: grid; grid-template-columns: minmax(0, 62fr) minmax(0, 44fr); gap: 1rem 1.5rem; } .burndown.alone { grid-template-columns: minmax(0, 1fr); }
.burndown figcaption { grid-column: 1 / -1; } .panel-name { color: var(--faint); font-size: .9rem; font-weight: 600; }
.narrow { display: none; }
.chart { display: block; width: 100%; height: auto; overflow: visible; } .piece.chart { display: inline-block; width: 30px; }
.chart text { fill: var(--ink); font-size: 12px; } .chart .tick, .scale text { fill: var(--faint); font-size: 12px; }
.chart .grid { stroke: var(--rule); } .chart .axis { stroke: var(--edge); }
.chart .list { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; } .chart .dot { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
.chart .attested { fill: none; stroke: var(--ink); stroke-width: 1.25; }
.chart .fan { fill: var(--fan); } .chart .median { fill: none; stroke: var(--accent); stroke-width: 1.75; stroke-dasharray: 6 3; } .chart .slow { fill: none; stroke: var(--accent); stroke-width: 1.25; stroke-dasharray: 1.5 3; }
.chart .today, .plan-bar .today { stroke: var(--ink); stroke-width: 1.25; } .chart .today-label { font-weight: 600; }
.chart .deadline { stroke: var(--bad); stroke-width: 1.25; stroke-dasharray: 4 3; } .chart .deadline-label { fill: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin-top: .5rem; color: var(--faint); font-size: .9rem; }
.piece { display: inline-block; width: 30px; vertical-align: -.15em; }
details { margin-top: 1rem; } summary { width: fit-content; color: var(--accent); cursor: pointer; }

.multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: 1.75rem 2rem; margin: 0 0 .5rem; }
.multiples h3 { display: flex; justify-content: space-between; margin-bottom: .35rem; } .multiples h3 span { color: var(--faint); font-weight: 400; }
.three { display: grid; gap: .05rem; margin-top: .3rem; font-size: .9rem; } .three li { display: grid; grid-template-columns: 3.6rem 1fr; }
.method { max-width: 48rem; margin-top: .4rem; } .method li { padding: .15rem 0 .15rem 1.1rem; text-indent: -1.1rem; } .method li::before { content: "– "; display: inline-block; width: 1.1rem; text-indent: 0; }
#prognos > h3 { margin-top: 1.5rem; }

.gantt { margin-top: .8rem; } .scale { margin-left: 45%; } .scale svg, .plan-bar { display: block; overflow: visible; }
.plan > li { display: grid; grid-template-columns: 45% 55%; border-top: 1px solid var(--rule); } .plan { border-bottom: 1px solid var(--rule); }
.plan-text { padding: .55rem 1.5rem .6rem 0; } .plan-title { line-height: 1.35; } .plan-facts { margin-top: .1rem; color: var(--faint); font-size: .88rem; }
.plan > li { position: relative; } .plan-bar { position: absolute; top: 0; bottom: 0; left: 45%; width: 55%; height: 100%; }
.patterns { position: absolute; } .p-paper { fill: var(--card); } .p-running { stroke: var(--accent); stroke-width: 3; } .p-late { stroke: var(--bad); stroke-width: 1.5; fill: none; }
.bar-ahead { fill: none; stroke: var(--edge); stroke-width: 1.25; stroke-dasharray: 3 2; } .bar-past { fill: var(--rule); stroke: var(--edge); }
.bar-running { fill: url(#m-running); stroke: var(--accent); } .bar-done { fill: var(--good); stroke: var(--good); } .bar-late { fill: url(#m-late); stroke: var(--bad); }
.bar-share { fill: var(--ink); } .earlier { fill: none; stroke: var(--card); stroke-width: 2; }

.rows li { padding: .45rem 0; border-top: 1px solid var(--rule); } .tall { margin: 0 0 2rem; } #rader h3 { margin: 1.5rem 0 .4rem; }
.rows li:target { background: var(--warn-paper); outline: 2px solid var(--warn); outline-offset: .25rem; }
tr:target th, tr:target td { background: var(--warn-paper); }
.back { color: var(--ink); font-weight: 600; text-decoration-color: var(--edge); } .rows p { color: var(--faint); font-size: .92rem; }
.rows dl > div { display: grid; grid-template-columns: 13rem 1fr; gap: .1rem 1rem; } .rows dt { color: var(--faint); font-size: .92rem; } .rows dd { min-width: 0; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 2px solid var(--edge); color: var(--faint); font-size: .9rem; } footer p { max-width: 60rem; margin-bottom: .5rem; } footer strong { color: var(--ink); }
.hash { overflow-wrap: anywhere; }
.watermark-note { grid-column: 1 / -1; margin: 0 0 1rem; padding: .4rem .8rem; border: 2px solid var(--bad); color: var(--bad); font-weight: 700; text-align: center; letter-spacing: .08em; }
.watermark { position: fixed; inset: 0; z-index: 2; width: 100%; height: 100%; pointer-events: none; } .watermark text { fill: var(--bad); opacity: .1; font-size: 110px; font-weight: 700; }

@media (max-width: 56rem) {
  header { grid-template-columns: 1fr; } nav { margin-top: .8rem; } nav ul { justify-content: start; }
  .burndown { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 2rem; } section { margin-top: 2.5rem; }
  .verdict { margin: 0 -1rem; padding: 1.2rem 1rem; border-width: .4rem 0 1px; border-radius: 0; }
  .cards { grid-template-columns: 1fr; } .card { padding: .9rem 0; } .card + .card { padding-left: 0; border-top: 1px solid var(--rule); border-left: 0; }
  .stops > li { grid-template-columns: 1fr; gap: .3rem; } .stops .size { display: flex; align-items: baseline; gap: .5rem; } .stops .size strong, .stops .size span { display: inline; }
  .broad { display: none; } .narrow { display: block; }
  .figures th[scope=row] { min-width: 9rem; max-width: 42vw; } th[scope=row] { max-width: 42vw; } .gates th[scope=row] { min-width: 9.5rem; }
  .multiples { grid-template-columns: 1fr; } .scale { margin-left: 0; } .plan > li { grid-template-columns: 1fr; } .plan-text { padding: .6rem 0 0; } .plan-bar { position: static; width: 100%; height: 2rem; }
  .rows dl > div { grid-template-columns: 1fr; padding-bottom: .3rem; }
}
@page { size: A4 portrait; margin: 14mm 14mm 17mm; font: 8pt "Segoe UI", "Liberation Sans", Arial, sans-serif; color: #444; }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --faint: #444; --rule: #ccc; --edge: #777; --accent: #1c4b78;
    --good: #14562f; --good-paper: #fff; --bad: #8b0d0a; --bad-paper: #fff; --warn: #5e3900; --warn-paper: #f3f3f3; --calm: #333; --fan: #1c4b7826; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; line-height: 1.4; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .skip, details, .screen-only { display: none; } .paper-only { display: block; }
  header { grid-template-columns: 1fr; margin-bottom: .8rem; } section { margin-top: 1.6rem; }
  a { color: inherit; text-decoration: none; }
  .figure-grid { display: block; } .scroll:has(.figures:not(.long)), .gantt, caption { break-inside: avoid; }
  h2, h3, caption, thead { break-after: avoid; } h2 { font-size: 13.5pt; margin-bottom: .5rem; } .verdict h2 { font-size: 19pt; }
  .verdict { padding: .9rem 1rem; break-inside: avoid; } .cards { grid-template-columns: repeat(3, 1fr); } .card .big, .stops .size strong { font-size: 16pt; } .lead { font-size: 11pt; }
  .card { padding: .7rem .8rem 0 0; } .card + .card { padding-left: .8rem; border-top: 0; border-left: 1px solid var(--rule); }
  .stops > li { grid-template-columns: 32mm 1fr; padding: .5rem 0; break-inside: avoid; } .stops .size { display: block; } .stops .size strong, .stops .size span { display: block; }
  .scroll, .tall, .scroll:has(.long) { container-type: normal; overflow: visible; max-height: none; margin: .8rem 0; border: 0; } .long thead th { position: static; box-shadow: none; } table { font-size: 8.5pt; } thead { display: table-header-group; } tr, .multiples > li, .plan > li, .card { break-inside: avoid; }
  th, td { padding: .25rem .6rem .25rem 0; } th[scope=row], thead th:first-child { position: static; background: none; } .wide, .gates .wide, .gates th[scope=row] { min-width: 0; }
  .gates td, .gates th { padding-top: .35rem; padding-bottom: .35rem; } .command { background: none; padding: 0; font-size: 7.5pt; } .gates .command { display: none; }
  .burndown { grid-template-columns: 1fr 1fr; break-inside: avoid; } .broad { display: none; } .narrow { display: block; } .burndown.alone .broad { display: block; } .burndown.alone .narrow { display: none; } .piece.chart { display: inline-block; width: 24px; }
  .multiples { grid-template-columns: repeat(3, 1fr); gap: .8rem 1.2rem; } .multiples .chart text { font-size: 16px; } .scale { margin-left: 45%; } .plan > li { grid-template-columns: 45% 55%; } .plan-text { padding: .25rem 1rem .25rem 0; } .plan-bar { position: absolute; width: 55%; height: 100%; }
  footer { margin-top: 1.5rem; break-inside: avoid; }
}
`;
