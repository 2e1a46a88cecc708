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

async function report(outputs) {
  let before = 0;
  let charts = 0;
  const rows = [];
  for (const file of ['dist/index.html', ...Object.keys(outputs)]) {
    const bytes = await readFile(file);
    const size = gzipSync(bytes, { level: 9 }).length;
    const isChart = Object.keys(outputs[file]?.inputs ?? {}).some((input) => input.endsWith('uPlot.esm.js'));
    if (isChart) charts += size;
    else before += size;
    rows.push(`  ${file.padEnd(42)} ${kb(bytes.length)} ${kb(size)} gzip${isChart ? '  (charts)' : ''}`);
  }
  console.log(rows.join('\n'));
  console.log(`  before charts ${kb(before)} gzip of 60 KB, with charts ${kb(before + charts)} gzip of 100 KB`);
  if (before > BUDGET_BEFORE_CHARTS || before + charts > BUDGET_WITH_CHARTS) {
    console.error('build.mjs: the bundle is over its budget');
    process.exitCode = 1;
  }
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
}

await (process.argv.includes('--tests') ? buildTests() : buildScreens());
