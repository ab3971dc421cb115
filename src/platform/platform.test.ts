import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import Provider from 'oidc-provider'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../site.ts'
import { MIGRATIONS } from '../main.ts'
import { buildTown, type Town } from '../testing/cast.ts'
import { copyTemplate, dropDatabase, openTestSite, type TestSite } from '../testing/test-site.ts'
import { readConfig } from './config/config.ts'
import { findRunning } from './config/running.ts'
import { backup, restore } from './db/backup.ts'
import { inCity } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { refuseSuperuser, withClient } from './db/roles.ts'
import { createAccount } from './identity/accounts.ts'

let site: TestSite
let town: Town
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.test' })
})
afterAll(() => site.close())

describe('configuration', () => {
  const refusals: readonly (readonly [Record<string, string>, string])[] = [
    [{ VISAVIS_PROT: '3000' }, 'VISAVIS_PROT'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ VISAVIS_MODE: 'live' }, 'VISAVIS_MODE'],
    [{ VISAVIS_SIGNER_PASSWORD: 'too-short' }, 'VISAVIS_SIGNER_PASSWORD'],
    [{ VISAVIS_DATABASE_URL: 'mysql://x' }, 'VISAVIS_DATABASE_URL'],
    [{ VISAVIS_OIDC_ISSUER: 'https://id.example' }, 'VISAVIS_OIDC_CLIENT_ID'],
    [{ VISAVIS_MODE: 'production' }, 'VISAVIS_BASE_URL'],
    [{ VISAVIS_MODE: 'production', VISAVIS_BASE_URL: 'https://a.example' }, 'VISAVIS_SMTP_URL'],
  ]
  test.each(refusals)('%j → refuses to start and names %s', (environment, variable) =>
    expect(readConfig(environment)).toMatchObject({ ok: false, evidence: { variable } }),
  )
  test('nothing set → a demonstration on port 3000', () =>
    expect(readConfig({ PATH: '/bin' })).toMatchObject({ ok: true, value: { port: 3000, mode: 'demo' } }))
  test('the password of a signer apart is a variable like the others', () =>
    expect(readConfig({ VISAVIS_SIGNER_PASSWORD: 'sixteen-signs-or-more' })).toMatchObject({
      ok: true,
      value: { signerPassword: 'sixteen-signs-or-more' },
    }))
})

describe('what stops a start is told in one sentence, and nothing is damaged', () => {
  test('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(listen(site.site, { port, host: '127.0.0.1' })).rejects.toThrow(`Port ${port} is in use by another program.`)
    other.close()
  })
  test('a number left by a program that crashed, now another program’s or nobody’s, does not keep this one from starting', () => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-test-'))
    for (const pid of [process.pid, 4_194_303]) {
      writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid, url: 'http://127.0.0.1:1', databaseUrl: 'postgres://x' }))
      expect(findRunning(folder)).toBeUndefined()
    }
  })
  test('a folder that is a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'visavis-test-')), 'taken')
    writeFileSync(file, '')
    await expect(startEmbedded(join(file, 'postgres'))).rejects.toThrow(/cannot be written/)
  })
  test('a database of a newer version, and a migration that was edited', async () => {
    const url = await copyTemplate()
    await expect(migrate(url, MIGRATIONS.slice(0, -1))).rejects.toThrow(/made by a newer version/)
    await expect(
      migrate(
        url,
        MIGRATIONS.map((migration) => ({ ...migration, digest: 'x' })),
      ),
    ).rejects.toThrow(/was edited after it was applied/)
    expect(await migrate(url, MIGRATIONS)).toEqual([])
    await dropDatabase(url)
  })
  test('an unbound login in production', async () => {
    await expect(withClient(site.databaseUrl, () => refuseSuperuser(site.databaseUrl))).resolves.toBeUndefined()
  })
})

test('backup and restore: every table comes back row for row, with the keys; a cut file and a full installation are refused', async () => {
  const file = join(site.folder, 'drill.gz')
  const sealed = { city: '80021', case_id: 'ab'.repeat(16), key: Buffer.alloc(32, 7) }
  await inCity(site.services.db, '80021', (tx) => tx.insertInto('recourse.shred_keys').values(sealed).execute())
  const rows = await backup(site.databaseUrl, site.folder, file)
  expect(rows).toBeGreaterThan(20)
  const url = await copyTemplate()
  const folder = mkdtempSync(join(tmpdir(), 'visavis-test-'))
  expect(await restore(url, folder, file)).toEqual({ rows, apart: true })
  const digest = (from: string) =>
    withClient(
      from,
      async (client) => {
        const tables = [
          'city.units',
          'receipts.certificates',
          'receipts.authorities',
          'journal.queue',
          'platform.accounts',
          'platform.sessions',
          'recourse.shred_keys',
        ]
        return Promise.all(
          tables.map(
            async (table) => (await client.query(`select md5(string_agg(t::text, E'\\n' order by t::text)) as digest from ${table} t`)).rows[0],
          ),
        )
      },
      'visavis_owner',
    )
  expect(await digest(url)).toEqual(await digest(site.databaseUrl))
  await expect(restore(url, folder, file)).rejects.toThrow(/already holds data/)
  const { readFileSync } = await import('node:fs')
  // What is destroyed to end other copies is in none of them: the main file is restored without it, and says so.
  const alone = join(site.folder, 'alone.gz')
  writeFileSync(alone, readFileSync(file))
  const without = await copyTemplate()
  expect(await restore(without, folder, alone)).toEqual({ rows: rows - 1, apart: false })
  await dropDatabase(without)
  const cut = join(site.folder, 'cut.gz')
  writeFileSync(cut, readFileSync(file).subarray(0, 900))
  const empty = await copyTemplate()
  await expect(restore(empty, folder, cut)).rejects.toThrow()
  expect((await withClient(empty, (client) => client.query('select 1 from city.cities'), 'visavis_owner')).rowCount).toBe(0)
  await dropDatabase(url)
  await dropDatabase(empty)
})

describe('mail', () => {
  test('an invitation goes out over SMTP, once; while the server is down it waits', async () => {
    const received: string[] = []
    const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData: (stream, _session, done) => void simpleParser(stream).then((mail) => received.push(`${mail.to && 'text' in mail.to ? mail.to.text : ''} ${mail.subject} ${mail.text}`)).then(() => done()) }) // prettier-ignore
    const down = await openTestSite({ VISAVIS_SMTP_URL: 'smtp://127.0.0.1:1' })
    const place = await buildTown(down, { code: '80021', name: 'Amiens', host: 'amiens.test' })
    await inCity(down.services.db, place.code, (tx) =>
      down.services.mailer.queue(tx, { city: place.code, now: down.services.clock(), to: 'a@b.example', subject: 'Essai', body: 'Bonjour' }),
    )
    expect(await down.services.mailer.sendDue(place.code, down.services.clock())).toBe(0)
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    const address = server.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { createMailer } = await import('./mail/mailer.ts')
    const { db, random, files, log } = down.services
    const mailer = createMailer({ db, random, files, log, smtpUrl: `smtp://127.0.0.1:${port}`, from: 'ville@amiens.example' })
    expect(await mailer.sendDue(place.code, new Date(down.now + 120_000))).toBe(1)
    expect(await mailer.sendDue(place.code, new Date(down.now + 240_000))).toBe(0)
    expect(received).toEqual([expect.stringContaining('a@b.example Essai Bonjour')])
    server.close()
    await down.close()
  })
  test('in demonstration it is an .eml file that a mail program opens', async () => {
    await inCity(site.services.db, town.code, (tx) =>
      site.services.mailer.queue(tx, { city: town.code, now: site.services.clock(), to: 'chef@amiens.example', subject: 'Réunion', body: 'À 18 h' }),
    )
    await site.services.mailer.sendDue(town.code, site.services.clock())
    const { readdirSync, readFileSync } = await import('node:fs')
    const [file = ''] = readdirSync(join(site.folder, 'outbox'))
    expect((await simpleParser(readFileSync(join(site.folder, 'outbox', file)))).subject).toBe('Réunion')
  })
})

test('rate limits: the sixty-first declaration of the hour is refused; what is counted is in memory alone', async () => {
  const post = () =>
    site.request('/controles-sans-recu', {
      method: 'POST',
      body: 'x=1',
      host: 'lille.test',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const statuses = []
  for (let index = 0; index < 61; index += 1) statuses.push((await post()).status)
  expect([...new Set(statuses.slice(0, 60))]).toEqual([422])
  expect(statuses[60]).toBe(429)
})

describe('OpenID Connect, in the shape of ProConnect, against a real provider', () => {
  const SIRET = '21800019400011'
  type Claims = { readonly siret: string; readonly email: string; readonly acr: string }

  async function openProvider(claims: Claims, redirectUri: string) {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'visavis',
          client_secret: 'a-secret-of-thirty-two-characters',
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      scopes: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret'],
      claims: { openid: ['sub', 'acr'], email: ['email'], siret: ['siret'], uid: ['uid'], given_name: ['given_name'], usual_name: ['usual_name'] },
      acrValues: ['eidas1', 'eidas2'],
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => Promise.resolve({ sub, acr: claims.acr, email: claims.email, siret: claims.siret, uid: '1', given_name: 'x', usual_name: 'y' }),
      }),
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({ clientId: 'visavis', accountId: 'agent' })
        grant.addOIDCScope('openid given_name usual_name email uid siret')
        await grant.save()
        return grant
      },
    })
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void provider.callback()(request, response)
      void provider.interactionFinished(request, response, { login: { accountId: 'agent', acr: claims.acr } }, { mergeWithLastSubmission: false })
    })
    return { issuer, close: () => server.close() }
  }

  async function signIn(
    claims: Claims,
  ): Promise<{ readonly status: number; readonly location: string | null; readonly text: string; readonly cookie: string }> {
    const redirectUri = 'http://amiens.test/connexion/openid/retour'
    const provider = await openProvider(claims, redirectUri)
    const own = await openTestSite({
      VISAVIS_OIDC_ISSUER: provider.issuer,
      VISAVIS_OIDC_CLIENT_ID: 'visavis',
      VISAVIS_OIDC_CLIENT_SECRET: 'a-secret-of-thirty-two-characters',
      VISAVIS_OIDC_SIRET: SIRET,
    })
    try {
      await buildTown(own, { code: '80021', name: 'Amiens', host: 'amiens.test' })
      await createAccount(
        own.services,
        { city: '80021', now: own.services.clock() },
        { email: 'agent@amiens.example', role: 'auditor', unit: undefined, demo: false },
      )
      const begun = await own.request('/connexion/openid', { host: 'amiens.test' })
      const attempt = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
      let url = begun.headers.get('location') ?? ''
      expect(new URL(url).searchParams.get('state')?.length).toBeGreaterThanOrEqual(32)
      expect(new URL(url).searchParams.get('nonce')?.length).toBeGreaterThanOrEqual(32)
      const jar = new Map<string, string>()
      while (!url.startsWith(redirectUri)) {
        const answer = await fetch(new URL(url, provider.issuer), {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        })
        for (const cookie of answer.headers.getSetCookie())
          jar.set(cookie.split('=')[0] ?? '', cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '')
        const next = answer.headers.get('location')
        if (next === null) throw new Error(`the provider stopped at ${answer.status}: ${await answer.text()}`)
        url = new URL(next, provider.issuer).href
      }
      const back = new URL(url)
      const finished = await own.request(back.pathname + back.search, { host: 'amiens.test', headers: { cookie: attempt } })
      const again = await own.request(back.pathname + back.search, { host: 'amiens.test', headers: { cookie: attempt } })
      expect(again.status).toBe(403)
      return {
        status: finished.status,
        location: finished.headers.get('location'),
        text: await finished.text(),
        cookie: finished.headers.get('set-cookie') ?? '',
      }
    } finally {
      provider.close()
      await own.close()
    }
  }

  test('the right employer, two factors, a known account → signed in; the same answer again → refused', async () => {
    expect(await signIn({ siret: SIRET, email: 'Agent@amiens.example', acr: 'eidas2' })).toMatchObject({
      status: 303,
      location: '/compte',
      cookie: expect.stringMatching(/^visavis=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/),
    })
  })
  test('another employer’s SIRET → refused', async () =>
    expect((await signIn({ siret: '11111111111111', email: 'agent@amiens.example', acr: 'eidas2' })).text).toContain('autre employeur'))
  test('one factor only → refused', async () =>
    expect((await signIn({ siret: SIRET, email: 'agent@amiens.example', acr: 'eidas1' })).text).toContain('deux facteurs'))
  test('nobody we know → refused', async () =>
    expect((await signIn({ siret: SIRET, email: 'autre@amiens.example', acr: 'eidas2' })).text).toContain('Aucun compte ouvert'))
})
