import type { Command } from 'commander'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { clientFiles, offlineDocument, type ClientSite } from '../capabilities/recourse/index.ts'
import { loadAssets } from '../platform/files/assets.ts'
import { StartRefused } from '../platform/config/stop.ts'
import type { Terminal } from './workplace.ts'

/** `visavis recourse …`: what a body, or an association, does without the city. */
export function addRecourseCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const recourse = program.command('recourse').description('bodies of recourse, without the city')
  recourse
    .command('client')
    .description('write the vault’s pages as static files, to serve them from an address that is not the city’s')
    .argument('<city>', 'address of the city’s site, https://…')
    .argument('<folder>', 'where to write; empty, or not there yet')
    .requiredOption('--by <name>', 'who serves them, as people will read it')
    .action(async (city: string, folder: string, { by }: { by: string }) => {
      const host = originOf(city)
      const files = clientFiles({ by, host, ...(await askBodies(host)), assets: loadAssets(join(import.meta.dirname, '../../build')) })
      const digest = writeFiles(folder, files)
      say(`${files.length} files in ${folder}, from ${host}. SHA-256 of all: ${digest}`)
      say('Serve them over HTTPS, with the headers of the Caddyfile beside them. The city names that origin in VISAVIS_VAULT_ORIGINS.')
    })
  addForm(recourse, terminal)
}

function addForm(recourse: Command, { say }: Terminal): void {
  recourse
    .command('form')
    .description('make a body’s offline form from these sources, to compare with the one that the city serves, or to hand on')
    .argument('<city>', 'address of the city’s site, https://…')
    .argument('<body>', 'name of the body in its address')
    .argument('<file>', 'where to write it; not there yet')
    .option('--key <fingerprint>', 'the body’s key, from a poster: another one is refused')
    .action(async (...[city, body, file, { key }]: readonly [string, string, string, { readonly key?: string }]) => {
      const host = originOf(city)
      const bytes = await makeForm(host, body, key?.replaceAll(/\s/g, '').toLowerCase())
      if (existsSync(file)) throw new StartRefused(`${file} is there already. Nothing was written.`)
      writeFileSync(file, bytes)
      say(`${file}, ${bytes.length} bytes. SHA-256: ${createHash('sha256').update(bytes).digest('hex')}`)
      say('The same bytes as the city’s: its form is what these sources make. Others: another version, another roster, or another program.')
    })
}

async function makeForm(host: string, body: string, key: string | undefined): Promise<Uint8Array> {
  const { city } = await askBodies(host)
  const answer = await fetch(`${host}/coffre/api/organes/${encodeURIComponent(body)}`).catch(() => undefined)
  const read = bodyShape.safeParse(await answer?.json().catch(() => undefined))
  if (!read.success) throw new StartRefused(`${host} has no founded body named ${body}. Nothing was written.`)
  const { profile, root, rosters } = read.data
  if (key !== undefined && key !== root) throw new StartRefused(`${host} shows another key of ${body} than the one you gave. Nothing was written.`)
  const data = { city, host, body, title: profile.title, contact: profile.contact, root, rosters }
  return offlineDocument(data, loadAssets(join(import.meta.dirname, '../../build')))
}

const bodyShape = z.object({ profile: z.object({ title: z.string(), contact: z.string() }), root: z.string(), rosters: z.array(z.unknown()).min(1) })

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new StartRefused(`${address} is no address of a site (https://…). Nothing was written.`)
  return url.origin
}

const answerShape = z.object({
  city: z.string(),
  bodies: z.array(z.object({ body: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), title: z.string(), contact: z.string() })),
})

async function askBodies(host: string): Promise<Pick<ClientSite, 'city' | 'bodies'>> {
  const answer = await fetch(`${host}/coffre/api/organes`, { headers: { accept: 'application/json' } }).catch(() => undefined)
  const read = answerShape.safeParse(await answer?.json().catch(() => undefined))
  if (!read.success) throw new StartRefused(`${host} did not say which bodies there are. Nothing was written.`)
  if (read.data.bodies.length === 0) throw new StartRefused(`${host} has no body yet. Nothing was written.`)
  return read.data
}

/** Answers the SHA-256 (hex) of paths and contents: two who write the same have the same. */
function writeFiles(folder: string, files: ReturnType<typeof clientFiles>): string {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new StartRefused(`${folder} is not empty. Nothing was written.`)
  const digest = createHash('sha256')
  for (const { path, bytes } of [...files].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
    digest.update(`${path}\n${bytes.length}\n`).update(bytes)
  }
  return digest.digest('hex')
}
