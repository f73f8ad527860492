// The documentation as pages to open from the folder, without a network: each Markdown page with its pictures.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const STYLE = `
:root{color-scheme:light dark}
body{font:1.05rem/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25}
h2{margin-top:2.2em}
img{max-width:100%;border:1px solid #8888}
pre{overflow-x:auto;padding:.8rem;border:1px solid #8888;border-radius:.3rem}
code{font-family:ui-monospace,Consolas,monospace;font-size:.92em}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{border:1px solid #8888;padding:.3rem .6rem;text-align:left;vertical-align:top}
@page{size:A4;margin:12mm 14mm}
@media print{body{max-width:none;margin:0;padding:0;font-size:9.5pt;line-height:1.35}h1{margin:0 0 .3em}h2{margin-top:1.2em}h1,h2,h3{break-after:avoid}p,ul,ol{margin:.5em 0}th,td{padding:.1rem .4rem}pre,img,tr{break-inside:avoid}img{max-height:7cm}}
`;

const pagesUnder = (folder, below = '') =>
  readdirSync(join(folder, below), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return pagesUnder(folder, path);
      return entry.name.endsWith('.md') ? [path] : [];
    });

/** The anchor of a heading, as links within the pages spell it. */
const anchorOf = (text) =>
  text
    .toLowerCase()
    .replace(/<[^>]*>|&\w+;/gu, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/gu, '-');

/** @param markedFolder the package marked, unpacked */
export async function writeHandbook(root, folder, markedFolder) {
  const { Marked } = await import(pathToFileURL(join(markedFolder, 'lib/marked.esm.js')).href);
  const docs = join(root, 'docs');
  const pages = pagesUnder(docs);
  for (const page of pages) {
    const marked = new Marked({
      renderer: {
        heading({ tokens, depth, text }) {
          return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
        },
      },
      walkTokens(token) {
        if (token.type === 'link') token.href = hrefInside(token.href, dirname(page), pages);
      },
    });
    const text = readFileSync(join(docs, page), 'utf8');
    const title = /^# (.+)$/mu.exec(text)?.[1] ?? page;
    const file = join(folder, page.replace(/\.md$/u, '.html'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page_(title, marked.parse(text)));
  }
  cpSync(join(docs, 'bilder'), join(folder, 'bilder'), { recursive: true });
  cpSync(join(root, 'schemas'), join(folder, 'schemas'), { recursive: true });
}

/** A page links to pages beside it, as pages; what is not in the handbook is named and not linked. */
function hrefInside(href, from, pages) {
  if (/^(?:[a-z]+:|#)/u.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = join(from, path);
  if (pages.includes(target))
    return `${path.replace(/\.md$/u, '.html')}${anchor === undefined ? '' : `#${anchor}`}`;
  // The schemas lie beside docs in the project, and within the handbook here.
  if (target.startsWith('../schemas/')) return relative(from, target.slice('../'.length));
  return href;
}

const page_ = (title, body) => `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
<style>${STYLE}</style>
</head>
<body>
${body}</body>
</html>
`;
