import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { z } from 'zod'
import type { Answer, Route } from '../http/route.ts'
import { contentSecurityPolicy } from '../http/headers.ts'
import { reachable } from './reachable.ts'
import { refusedPage } from '../http/route.ts'
import { refuse } from '../../foundation/result.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

type Asset = { readonly bytes: Uint8Array<ArrayBuffer>; readonly compressed: Uint8Array<ArrayBuffer> | undefined; readonly type: string }

/** What the build made for browsers: names carry a hash of the content, so they are kept for ever. */
export type Assets = {
  /** The public path of a bundle's entry, e.g. `officer.js` → `/assets/officer-3f2a.js`. Throws on a name the build does not know. */
  readonly url: (entry: string) => string
  readonly routes: readonly Route[]
  /** These entries and all that they load, for who serves them from elsewhere. */
  readonly closure: (entries: readonly string[]) => readonly { readonly path: string; readonly bytes: Uint8Array }[]
  /** Each file that browsers may load, in the order of names, with its SHA-256 in hex. */
  readonly digests: readonly { readonly path: string; readonly sha256: string }[]
}

const manifestShape = z.record(z.string(), z.string())

export function loadAssets(folder: string): Assets {
  const manifestFile = join(folder, 'assets.json')
  if (!existsSync(manifestFile)) throw new Error('the browser bundles are not built: run node bin/build.mjs')
  const manifest = manifestShape.parse(JSON.parse(readFileSync(manifestFile, 'utf8')))
  const files = listFiles(folder).filter((file) => !/\.br$|\.stamp$/.test(file))
  const assets = new Map(files.map((file) => [relative(folder, file), readAsset(file)]))
  const serve = (name: string, cache: string, encoding: string | undefined): Answer => {
    const asset = assets.get(name)
    if (asset === undefined) return refusedPage(refuse('not-found'))
    const brotli = asset.compressed !== undefined && /\bbr\b/.test(encoding ?? '')
    const headers = {
      'cache-control': cache,
      vary: 'accept-encoding',
      // What a worker may fetch is ruled by its own policy, as a page's is by the page's.
      ...(name.startsWith('sw-') && {
        'service-worker-allowed': scopeOf(name),
        'content-security-policy': contentSecurityPolicy({ wasm: false, trusted: false }),
      }),
      ...(brotli && { 'content-encoding': 'br' }),
    }
    return { kind: 'file', bytes: brotli && asset.compressed ? asset.compressed : asset.bytes, type: asset.type, headers }
  }
  const route = (path: string, file: (name: string) => string, cache: string): Route => ({
    method: 'GET',
    path,
    access: { kind: 'public' },
    handle: (call) => serve(file(call.param('file')), cache, call.header('accept-encoding')),
  })
  const workers = ['agent', 'r', 'carnet', 'vos-droits'].map((scope) => route(`/${scope}/sw.js`, () => `sw-${scope}.js`, 'no-cache'))
  return {
    url: (entry) => {
      const path = manifest[entry]
      if (path === undefined) throw new Error(`the build made no ${entry}`)
      return `/assets/${path}`
    },
    closure: (entries) => closureOf(assets, entries.map((entry) => manifest[entry] ?? '')), // prettier-ignore
    digests: [...assets].map(([name, { bytes }]) => ({ path: `/assets/${name}`, sha256: createHash('sha256').update(bytes).digest('hex') })).sort((one, other) => (one.path < other.path ? -1 : 1)), // prettier-ignore
    routes: [route('/assets/:file', (name) => name, 'public, max-age=31536000, immutable'), ...workers],
  }
}

function closureOf(assets: ReadonlyMap<string, Asset>, names: readonly string[]): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  const texts = new Map([...assets].map(([name, { bytes, type }]) => [name, /javascript|css/.test(type) ? new TextDecoder().decode(bytes) : '']))
  return reachable(texts, names).flatMap((name) => {
    const asset = assets.get(name)
    return asset ? [{ path: `/assets/${name}`, bytes: asset.bytes }] : []
  })
}

/** `sw-r.js` serves `/r` itself, not only what is below it. */
function scopeOf(name: string): string {
  return `/${name.slice(3, -3)}`
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

function readAsset(file: string): Asset {
  const bytes = new Uint8Array(readFileSync(file))
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  const compressed = existsSync(`${file}.br`) ? new Uint8Array(readFileSync(`${file}.br`)) : undefined
  return { bytes, compressed, type }
}
