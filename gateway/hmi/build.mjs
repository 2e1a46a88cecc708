// Bundles the screens into dist/ (or, with --tests, the unit tests into node_modules/.cache/test/) and prints the sizes.
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BUDGET_BEFORE_CHARTS = 60 * 1024;
const BUDGET_WITH_CHARTS = 100 * 1024;
const root = path.dirname(fileURLToPath(import.meta.url));
process.chdir(root);

/** Takes the line breaks and the indentation out of the style sheets in the sources, which no minifier looks into. */
const tightStyles = {
  name: 'tight-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const tight = (style) => style.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1');
      return { contents: text.replace(/\bcss`[^`]*`/g, tight), loader: 'ts' };
    });
  },
};

const common = { bundle: true, format: 'esm', target: 'es2022', sourcemap: false, logLevel: 'warning' };

async function buildTests() {
  await rm('node_modules/.cache/test', { recursive: true, force: true });
  const files = (await readdir('test')).filter((name) => name.endsWith('.test.ts')).map((name) => `test/${name}`);
  await build({ ...common, entryPoints: files, outdir: 'node_modules/.cache/test', platform: 'node', external: ['ws'], loader: { '.css': 'text' }, outExtension: { '.js': '.mjs' } });
}

async function buildScreens() {
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist/assets', { recursive: true });
  const result = await build({
    ...common,
    entryPoints: { main: 'src/main.ts' },
    outdir: 'dist/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    minify: true,
    legalComments: 'none',
    loader: { '.css': 'text' },
    plugins: [tightStyles],
    metafile: true,
  });
  const css = await build({
    ...common,
    entryPoints: { hmi: 'src/hmi.css' },
    outdir: 'dist/assets',
    entryNames: '[name]-[hash]',
    minify: true,
    metafile: true,
  });
  const outputs = { ...result.metafile.outputs, ...css.metafile.outputs };
  const entry = (source) => path.posix.relative('dist', Object.keys(outputs).find((o) => outputs[o].entryPoint === source));
  const html = (await readFile('src/index.html', 'utf8'))
    .replace('src/main.ts', entry('src/main.ts'))
    .replace('src/hmi.css', entry('src/hmi.css'));
  await writeFile('dist/index.html', html);
  await build({ ...common, entryPoints: { ringmain: 'src/client/index.ts' }, outdir: 'dist/client', target: 'es2022' });
  await cp('static', 'dist', { recursive: true });
  await catalogues();
  await writeFile('dist/licences.txt', await licences(result.metafile.inputs));
  await report(outputs);
}

/** The licence texts of what the bundle holds. */
async function licences(inputs) {
  const names = Object.keys(inputs).map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const texts = [];
  for (const name of [...new Set(names.filter(Boolean))].sort()) {
    texts.push(`${name}\n\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`);
  }
  return texts.join('\n----\n\n');
}

/** Catalogues of other languages, each of the files of its folder. */
async function catalogues() {
  await mkdir('dist/text', { recursive: true });
  const languages = (await readdir('text')).sort();
  await writeFile('dist/text/languages.json', JSON.stringify(languages));
  for (const language of languages) {
    const parts = (await readdir(`text/${language}`)).sort();
    const texts = await Promise.all(parts.map(async (part) => JSON.parse(await readFile(`text/${language}/${part}`, 'utf8'))));
    await writeFile(`dist/text/${language}.json`, JSON.stringify(Object.assign({}, ...texts)));
  }
}

/** What a browser fetches for the first page, and for the page of charts, against their budgets; and how much there is of all. */
async function report(outputs) {
  const sizes = { 'dist/index.html': 0 };
  for (const file of ['dist/index.html', ...Object.keys(outputs)]) {
    sizes[file] = gzipSync(await readFile(file), { level: 9 }).length;
  }
  const output = (source) => Object.keys(outputs).find((file) => outputs[file].entryPoint === source);
  const always = ['dist/index.html', output('src/main.ts'), output('src/hmi.css')];
  const sum = (files) => [...files].reduce((total, file) => total + sizes[file], 0);
  const page = (name) => sum(closure(outputs, [...always, output(`src/pages/${name}.ts`)]));
  const first = page('overview');
  const charts = sum(closure(outputs, [...always, ...['overview', 'trends', 'chart'].map((name) => output(`src/pages/${name}.ts`))]));
  for (const name of (await readdir('src/pages')).map((file) => file.slice(0, -3)).filter((name) => output(`src/pages/${name}.ts`))) {
    console.log(`  ${name.padEnd(20)} ${kb(page(name))} gzip with what every page needs`);
  }
  console.log(`  first page ${kb(first)} gzip of 60 KB, with charts ${kb(charts)} gzip of 100 KB, everything ${kb(sum(Object.keys(sizes)))}`);
  if (first > BUDGET_BEFORE_CHARTS || charts > BUDGET_WITH_CHARTS) {
    console.error('build.mjs: the bundle is over its budget');
    process.exitCode = 1;
  }
}

/** The files with all that they import at once, not what they may fetch later. */
function closure(outputs, files) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path: next, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') visit(next);
  };
  files.forEach(visit);
  return found;
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
}

await (process.argv.includes('--tests') ? buildTests() : buildScreens());
