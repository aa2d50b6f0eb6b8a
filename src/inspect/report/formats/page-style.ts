/** The style sheet of the HTML report: light and dark, from 320 px up, and for paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --line: #d9dde3; --text: #1b1f24; --muted: #555e6a; --code: #eef1f4;
  --good: #17653a; --good-back: #e3f4e9; --bad: #a3211b; --bad-back: #fdeceb; --warn: #734a00; --warn-back: #fff2d4;
  --fill: #2f8f5b; --link: #0b57a4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --line: #353c44; --text: #e7eaee; --muted: #a7b0bb; --code: #282e34;
    --good: #83dba5; --good-back: #16301f; --bad: #ffa8a1; --bad-back: #3d1d1b; --warn: #f3c873; --warn-back: #36290f;
    --fill: #3f9d6a; --link: #8cc2ff;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 60rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere;
}
h1, h2, h3, p, ul, dl, dd { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
ul { padding: 0; list-style: none; }
a { color: var(--link); }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
bdi { unicode-bidi: isolate; }
.muted { color: var(--muted); }
.card + .muted { margin-top: .6rem; font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.verdict { margin-top: 1rem; padding: .9rem 1.1rem; border-radius: .6rem; border: 1px solid; }
.verdict strong { font-size: 1.15rem; }
.verdict ul { margin-top: .35rem; padding-left: 1.2rem; list-style: disc; }
.good { color: var(--good); background: var(--good-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.warn { color: var(--warn); background: var(--warn-back); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin-top: .75rem; }
.numbers div { padding: .7rem 1rem; display: flex; flex-direction: column-reverse; }
.numbers dd { font-size: 1.6rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.numbers dt { color: var(--muted); font-size: .875rem; }
details { margin-top: .6rem; }
summary { padding: .65rem 1rem; cursor: pointer; border-radius: .6rem; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary > * { margin-right: .4rem; }
.name { font-weight: 650; }
.badge {
  display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600;
  white-space: nowrap;
}
.violation { padding: .85rem 1rem; border-top: 1px solid var(--line); }
.violation .message { margin: .3rem 0 .4rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; font-size: .875rem; }
.facts dt { color: var(--muted); }
.facts code, .chip { background: var(--code); border-radius: .3rem; padding: .1rem .35rem; }
.facts code { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.bars { padding: .4rem 1rem .8rem; }
.bars li { display: grid; grid-template-columns: 9rem 1fr 8.5rem; gap: .25rem 1rem; align-items: center; padding: .25rem 0; }
.bars .share { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bars .overall { font-weight: 650; }
.bar { display: block; width: 100%; height: .6rem; border-radius: .3rem; }
.bar .track { fill: var(--line); }
.bar .fill { fill: var(--fill); }
.missing { padding: 0 1rem 1rem; }
.missing li { padding-top: .5rem; border-top: 1px solid var(--line); margin-top: .5rem; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem; align-items: baseline; margin-top: .3rem; font-size: .875rem; }
.chips .muted { min-width: 6.5rem; }
.chip { font-size: .8125rem; }
.rows { padding: .3rem 1rem .6rem; }
.rows li { padding: .35rem 0; }
footer { margin-top: 2.5rem; font-size: .875rem; color: var(--muted); }
@media (max-width: 36rem) {
  body { padding-top: 1rem; }
  .numbers { grid-template-columns: 1fr 1fr; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .35rem; }
  .bars li { grid-template-columns: 1fr auto; }
  .bars .bar { grid-column: 1 / -1; grid-row: 2; }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --line: #bbb; --text: #000; --muted: #444; --code: #f2f2f2;
    --good: #17653a; --good-back: #fff; --bad: #a3211b; --bad-back: #fff; --warn: #734a00; --warn-back: #fff;
    --fill: #2f8f5b; --link: #000;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, summary { break-after: avoid; }
  .violation, .bars li, .missing li { break-inside: avoid; }
  .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
