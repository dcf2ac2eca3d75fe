import { build } from 'esbuild';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('../wwwroot/lib/bpmn/', import.meta.url));
rmSync(out, { recursive: true, force: true });
mkdirSync(out + 'licenses', { recursive: true });

await build({
  entryPoints: { viewer: 'src/viewer.js', form: 'src/form.js' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  chunkNames: 'chunk-[hash]',
  assetNames: 'asset-[hash]',
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file' },
  legalComments: 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
});

// bpmn.io's licence asks that it travels with the code.
for (const name of ['bpmn-js', 'diagram-js', '@bpmn-io/form-js-viewer']) {
  copyFileSync(`node_modules/${name}/LICENSE`, `${out}licenses/${name.replace('/', '__')}.txt`);
}
