/** One A4 in print, one column on a telephone; black on white wherever it is read. */
export const PACKAGE_STYLE = `
:root { color-scheme: light; --ink: #1a2230; --soft: #4a5462; --line: #d9d6cd; --rule: #868c94; --blue: #1d4674; --red: #9b1c1c; --grey: #efede7; --fill: #fff3b8; }
* { box-sizing: border-box; } h1, h2, p, ul, ol, dl, dd, table { margin: 0; }
body { max-width: 820px; margin: auto; padding: 20px 28px 32px; background: #fff; color: var(--ink); font: 15px/1.4 "Segoe UI", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
header { border-top: 5px solid var(--blue); padding-top: 10px; } h1 { font-size: 25px; line-height: 1.2; } .to, .sub { color: var(--soft); font-size: 13px; }
h2 { font-size: 17px; margin: 14px 0 5px; line-height: 1.2; } h2 i { font-style: normal; color: var(--blue); margin-right: 8px; }
.warn { border: 2px solid var(--red); border-radius: 3px; padding: 7px 12px; margin: 12px 0; } .missing { color: var(--red); font-weight: 700; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); }
thead th { font-size: 12px; color: var(--soft); border-bottom-color: var(--rule); } .n { text-align: right; white-space: nowrap; } tbody th { font-weight: 600; }
ol, ul { padding-left: 1.2em; } li { margin: 2px 0; } code { font: 13px ui-monospace, Consolas, "Liberation Mono", monospace; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; } .two > * { min-width: 0; } dt { font-weight: 600; } dd + dt { margin-top: 4px; }
.pic { border-collapse: collapse; font-size: 13px; } .pic th, .pic td { border: 1px solid var(--rule); padding: 3px 7px; } .pic th { background: var(--line); color: var(--ink); } .pic .lock { background: var(--grey); } .pic .fill { background: var(--fill); }
footer { margin-top: 14px; border-top: 1px solid var(--line); padding-top: 8px; font-size: 12.5px; color: var(--soft); }
.words { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; margin: 16px 0; font-size: 24px; font-weight: 700; } .words li { border: 1px solid var(--rule); padding: 10px 14px; } .words i { font: 12px Arial, sans-serif; color: var(--soft); margin-right: 8px; }
@media (max-width: 640px) { body { padding: 14px; } .two, .words { grid-template-columns: minmax(0, 1fr); } .lists thead { display: none; } .lists tr { display: block; padding: 6px 0; border-bottom: 1px solid var(--line); } .lists th, .lists td { display: block; border: 0; padding: 0; text-align: left; } }
@page { size: A4; margin: 12mm 14mm; }
@media print { body { padding: 0; max-width: none; font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; } h1 { font-size: 18pt; } h2 { font-size: 12pt; margin: 8px 0 3px; } .two { grid-template-columns: 1fr 1fr; } .words { grid-template-columns: repeat(3, 1fr); } .pic th, .pic td { padding: 1px 6px; } .pic { font-size: 8pt; } footer { font-size: 8.5pt; margin-top: 8px; } .many, .many .sub { font-size: 8pt; } .many code { font-size: 7.5pt; } .many th, .many td { padding-top: 1px; padding-bottom: 1px; } }
`;
