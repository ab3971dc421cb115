import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { utf8, type Bytes } from '../src/foundation/bytes.ts'
import { toBase64 } from '../src/foundation/base64.ts'
import { seededRandom } from '../src/foundation/seeded-random.ts'
import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { signRequest } from '../src/capabilities/recourse/core/vault/request.ts'
import { mutate } from '../src/testing/mutate.ts'
import { castCase, random, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { sizeOf } from './size.ts'
import { report } from './stage.ts'
import { BODY, keptBytes, openVaultBench, someAddress, type VaultBench } from './vault-stage.ts'

/*
 * Plaintext and mutated filings to the sealed route, over HTTP: text, forms, JSON, pictures, noise, armoured and other age files in the
 * place of a sealed one, all signed as their sender would; and whole filings that were changed after they were signed. Kept: rows and bytes
 * of every table of the vault and of the journal, and of the vault's folder. `--full`: 100,000 of them.
 */
const tried = sizeOf({ full: 100_000, short: 6000, least: 600 })
const CLIENTS = 16
const PATH = `/coffre/api/organes/${BODY}/affaires`

const bench = await openVaultBench()
try {
  const [cast, other] = [await castCase(bench.body), await castCase(bench.body, { text: 'autre '.repeat(400) })]
  const whole = writeFiling(cast.filing)
  const plain = await plaintexts(whole)
  const donors = [whole, writeFiling(other.filing)]
  const before = { ...(await keptBytes(bench.services)), files: folderBytes(join(bench.stage.folder, 'var/recourse')) }
  const chance = seededRandom(5)
  let [next, accepted, otherwise] = [0, 0, 0]
  const statuses = new Map<number, number>()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let at = next++; at < tried; at = next++) {
        // Half of each: plaintext that its sender signed, and filings that somebody changed.
        const status =
          at % 2 === 0
            ? await send(bench, cast, { body: chance.pick(plain) })
            : await send(bench, cast, { body: mutate(whole, chance, donors), signed: whole })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status < 400) accepted += 1
        if (at % 2 === 0 && status !== 415) otherwise += 1
      }
    }),
  )
  const after = { ...(await keptBytes(bench.services)), files: folderBytes(join(bench.stage.folder, 'var/recourse')) }
  process.stderr.write(`answers: ${JSON.stringify(Object.fromEntries(statuses))}\n`)
  if ((await send(bench, cast, { body: whole })) !== 201) throw new Error('the filing itself is taken: else nothing was learned')
  report({
    tried,
    accepted,
    kept_bytes: after.bytes - before.bytes + after.files - before.files,
    kept_rows: after.rows - before.rows,
    plaintext_not_415: otherwise,
  })
} finally {
  await bench.close()
}

/** `signed`: what the signature is over, when it is not what is sent. */
async function send(
  { app }: VaultBench,
  { citizen }: CastCase,
  { body, signed = body }: { readonly body: Bytes; readonly signed?: Bytes },
): Promise<number> {
  const headers = signRequest({ method: 'POST', path: PATH, body: signed }, new Date(), citizen)
  const answer = await fetch(app.url + PATH, {
    method: 'POST',
    body,
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json',
      'x-forwarded-for': someAddress(),
      'x-forwarded-proto': 'http',
    },
  })
  await answer.arrayBuffer()
  return answer.status
}

async function plaintexts(whole: Bytes): Promise<readonly Bytes[]> {
  const told = 'On m’a contrôlé trois fois ce mois-ci, place Gambetta. '
  const classic = new Encrypter()
  classic.addRecipient(await identityToRecipient(await generateX25519Identity()))
  const secret = new Encrypter()
  secret.setPassphrase('mot de passe')
  secret.setScryptWorkFactor(10)
  const [x25519, scrypt] = [await classic.encrypt(utf8(told)), await secret.encrypt(utf8(told))]
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...random(3000)])
  const forSealed = [
    utf8(told.repeat(40)), utf8(JSON.stringify({ text: told })), jpeg, random(3000), new Uint8Array(3000), utf8('%PDF-1.7\n' + told.repeat(60)),
    x25519, scrypt, utf8(armor.encode(x25519)), utf8(`age-encryption.org/v1\n-> mlkem768x25519 ${'A'.repeat(1494)}\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n${told.repeat(40)}`),
  ] // prettier-ignore
  const text = new TextDecoder().decode(whole)
  const inPlace = forSealed.flatMap((file) =>
    ['item', 'file'].map((member) => utf8(text.replace(new RegExp(`"${member}":"[^"]*"`), `"${member}":"${toBase64(file)}"`))),
  )
  const bare = [
    utf8(told),
    utf8(`plainte=${encodeURIComponent(told)}`),
    utf8(JSON.stringify({ plainte: told })),
    jpeg,
    random(5000),
    new Uint8Array(x25519),
    new Uint8Array(),
  ]
  const beside = [utf8(text.replace('{', `{"note":${JSON.stringify(told)},`))]
  return [...inPlace, ...bare, ...beside]
}

function folderBytes(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  } catch {
    return 0
  }
}
