import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import subsetFont from 'subset-font'
import { build, type InlineConfig } from 'vite'
import { reachable } from './platform/files/reachable.ts'
import { RIGHTS_PATHS } from './capabilities/rights/index.ts'

/** Makes `build/`: what browsers load. Names carry a hash of the content; `assets.json` tells the server which is which. */
const HERE = import.meta.dirname
/** Elsewhere when it is named: the same sources make the same bytes, wherever they are built. */
const OUT = resolve(process.argv[2] ?? join(HERE, '../build'))
const require = createRequire(import.meta.url)

const BUNDLES = {
  'officer.js': 'capabilities/receipts/browser/officer/main.tsx',
  'holder.js': 'capabilities/receipts/browser/holder/main.tsx',
  'carnet.js': 'capabilities/receipts/browser/carnet/main.tsx',
  'imports.js': 'capabilities/activity/browser/imports.ts',
  'passkey.js': 'capabilities/staff/browser/passkey.ts',
  'rights.js': 'capabilities/rights/browser/rights.ts',
  'vault.js': 'capabilities/recourse/browser/vault/main.tsx',
  'body.js': 'capabilities/recourse/browser/body/main.tsx',
} as const

/** Each service worker keeps its pages and what they load. */
const WORKERS = [
  { scope: 'agent', pages: ['/agent'], entry: 'officer' },
  { scope: 'r', pages: ['/r'], entry: 'holder' },
  { scope: 'carnet', pages: ['/carnet'], entry: 'carnet' },
  { scope: 'vos-droits', pages: RIGHTS_PATHS, entry: 'rights' },
] as const

// What French and English need, the typographic spaces, and the signs that our pages draw.
const LETTERS =
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('') +
  '     «»‘’“”–—…·•×÷−≤≥±°№€§©àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆñÑáíóú✓✕→←↑↓'
const FONTS = [
  {
    family: 'Atkinson Hyperlegible Next',
    weight: 400,
    source: '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2',
  },
  {
    family: 'Atkinson Hyperlegible Next',
    weight: 700,
    source: '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2',
  },
  {
    family: 'Atkinson Hyperlegible Mono',
    weight: 400,
    source: '@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-400-normal.woff2',
  },
] as const

export async function buildAssets(): Promise<void> {
  // Vite chooses files of libraries by it: the same build whatever the shell says.
  process.env.NODE_ENV = 'production'
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(join(OUT, '.work'), { recursive: true })
  const manifest: Record<string, string> = {}
  const fontFaces = await makeFonts()
  manifest['site.css'] = await makeStylesheet(fontFaces, 'site', listCss(join(HERE, 'ui')))
  manifest['officer.css'] = await makeStylesheet('', 'officer', [join(HERE, 'capabilities/receipts/browser/officer/officer.css')])
  manifest['icon.svg'] = emit('icon', 'svg', readFileSync(join(HERE, 'ui/doorway/icon.svg')))
  const reader = require.resolve('zxing-wasm/reader/zxing_reader.wasm', { paths: [require.resolve('barcode-detector')] })
  manifest['zxing.wasm'] = emit('zxing', 'wasm', readFileSync(reader))
  Object.assign(manifest, await makeBundles(manifest['zxing.wasm']))
  manifest['form.css'] = await makeStylesheet('', 'form', listCss(join(HERE, 'ui')))
  manifest['offline.js'] = await makeOffline()
  for (const worker of WORKERS) await makeWorker(worker, manifest)
  rmSync(join(OUT, '.work'), { recursive: true })
  compress()
  writeFileSync(join(OUT, 'assets.json'), JSON.stringify(manifest, null, 2))
}

/** Once, here: a start does not wait for it. */
function compress(): void {
  for (const file of readdirSync(OUT).filter((name) => /\.(css|js|svg|wasm)$/.test(name)))
    writeFileSync(join(OUT, `${file}.br`), brotliCompressSync(readFileSync(join(OUT, file))))
}

async function makeFonts(): Promise<string> {
  const faces = await Promise.all(
    FONTS.map(async ({ family, weight, source }) => {
      const bytes = await subsetFont(readFileSync(require.resolve(source)), LETTERS, { targetFormat: 'woff2' })
      const name = emit(`font-${weight}`, 'woff2', bytes)
      return `@font-face{font-family:'${family}';font-weight:${weight};font-display:swap;src:url('/assets/${name}') format('woff2')}`
    }),
  )
  return faces.join('\n')
}

function emit(name: string, extension: string, bytes: Uint8Array): string {
  const file = `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.${extension}`
  writeFileSync(join(OUT, file), bytes)
  return file
}

/** Tokens and base first: they declare the order of the layers. */
function listCss(folder: string): readonly string[] {
  const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css') && file.includes('/'))
  return ['tokens.css', 'base.css', ...parts.sort()].map((file) => join(folder, file))
}

async function makeStylesheet(head: string, name: string, files: readonly string[]): Promise<string> {
  const source = join(OUT, '.work', `${name}.css`)
  writeFileSync(source, [head, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n'))
  const out = join(OUT, '.work', name)
  await build({
    ...shared(out),
    build: { ...shared(out).build, rollupOptions: { input: { [name]: source }, output: { assetFileNames: '[name][extname]' } } },
  })
  return emit(name, 'css', readFileSync(join(out, `${name}.css`)))
}

async function makeBundles(zxing: string): Promise<Readonly<Record<string, string>>> {
  const input = Object.fromEntries(Object.entries(BUNDLES).map(([name, file]) => [name.replace('.js', ''), join(HERE, file)]))
  const output = { entryFileNames: '[name]-[hash].js', chunkFileNames: 'chunk-[hash].js', assetFileNames: '[name]-[hash][extname]' }
  const base = shared(OUT)
  await build({
    ...base,
    define: { ...base.define, __ZXING_WASM__: JSON.stringify(`/assets/${zxing}`) },
    build: { ...base.build, rollupOptions: { input, output } },
  })
  const files = readdirSync(OUT)
  return Object.fromEntries(
    Object.keys(BUNDLES).map((name) => {
      const file = files.find((candidate) => candidate.startsWith(`${name.replace('.js', '')}-`) && candidate.endsWith('.js'))
      if (file === undefined) throw new Error(`the build made no ${name}`)
      return [name, file]
    }),
  )
}

/** The program of the offline form: one script, which loads nothing. */
async function makeOffline(): Promise<string> {
  const base = shared(join(OUT, '.work', 'offline'))
  const input = { offline: join(HERE, 'capabilities/recourse/browser/offline/main.tsx') }
  const output = { entryFileNames: 'offline.js', format: 'iife' as const, codeSplitting: false }
  await build({ ...base, build: { ...base.build, rollupOptions: { input, output } } })
  return emit('offline', 'js', readFileSync(join(OUT, '.work', 'offline', 'offline.js')))
}

type Worker = (typeof WORKERS)[number]

async function makeWorker({ scope, pages, entry }: Worker, manifest: Readonly<Record<string, string>>): Promise<void> {
  const files = loadedBy(entry, manifest)
  // A page is made by the server: it is another one when what makes it is.
  const revision = createHash('sha256')
    .update([...files, ...sourcesOf(scope)].join())
    .digest('hex')
    .slice(0, 16)
  const precache = [...pages.map((url) => ({ url, revision })), ...files.map((file) => ({ url: `/assets/${file}`, revision: null }))]
  const base = shared(OUT)
  const entryFile = join(HERE, 'ui/offline/worker.ts')
  const output = { entryFileNames: `sw-${scope}.js`, format: 'iife' as const, codeSplitting: false }
  await build({
    ...base,
    define: { ...base.define, __PRECACHE__: JSON.stringify(precache), __PAGES__: JSON.stringify(pages) },
    build: { ...base.build, rollupOptions: { input: entryFile, output } },
  })
}

/** Digests of the sources that make the pages of a scope on the server. */
function sourcesOf(scope: Worker['scope']): readonly string[] {
  const folders = [join(HERE, 'ui'), join(HERE, 'capabilities', scope === 'vos-droits' ? 'rights' : 'receipts')]
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /[.]tsx?$/.test(file) && !/[.]test[.]/.test(file))
      .sort()
      .map((file) =>
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ),
  )
}

/** The bundle, the chunks that it names, the stylesheet and the fonts. */
function loadedBy(entry: string, manifest: Readonly<Record<string, string>>): readonly string[] {
  const all = readdirSync(OUT).filter((file) => /-[\w-]+\.(js|css|woff2|wasm|svg)$/.test(file))
  const texts = new Map(all.map((file) => [file, /\.(js|css)$/.test(file) ? readFileSync(join(OUT, file), 'utf8') : '']))
  const wanted = [manifest[`${entry}.js`], manifest['site.css'], manifest['icon.svg'], ...(entry === 'officer' ? [manifest['officer.css']] : [])]
  return reachable(texts, wanted.filter((file) => file !== undefined)) // prettier-ignore
}

function shared(outDir: string) {
  return {
    configFile: false,
    root: HERE,
    base: '/assets/',
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    worker: { format: 'iife', rollupOptions: { output: { entryFileNames: '[name]-[hash].js' } } },
    build: { outDir, emptyOutDir: false, target: 'es2020', modulePreload: false, reportCompressedSize: false, minify: true },
  } as const satisfies InlineConfig
}

if (existsSync(join(HERE, 'build.ts')) && process.argv[1]?.endsWith('build.ts')) await buildAssets()
