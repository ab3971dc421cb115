import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAddition, writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { askCase, sendAddition, sendFiling, type Client } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { ageKeyOf } from '../src/capabilities/recourse/core/vault/age-key.ts'
import { continueCase } from '../src/capabilities/recourse/core/vault/continue-case.ts'
import { openCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { sealJson } from '../src/capabilities/recourse/core/vault/seal.ts'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { civilDate } from '../src/foundation/civil-date.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openJournalStage, type JournalStage } from '../src/testing/journal-stage.ts'
import { castCase, HOUR, random, trustOf, type CastBody, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { foundCastBody } from '../src/testing/vault/vault-stage.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

/* Members at one case: one stays out, one did harm; the others and the person go on. */

const SHOTS = process.env.SHOTS
const BODY = 'recours-amiens'
const ACCOUNT = { what: ['incorrection'], day: '2026-11-20', hour: '', place: '', service: '', officer: '', text: 'L’agent m’a tutoyé.', wants: '', standing: 'anonymous', person: '', contact: '', receipt: '', preserve: false } // prettier-ignore
let stage: Stage
let journal: JournalStage
let body: CastBody
let cast: CastCase
let client: Client

beforeAll(async () => {
  stage = await openStage()
  body = await foundCastBody({ ...stage.site.services, clock: () => new Date() }, stage.town.code)
  journal = await openJournalStage(stage.site, { city: stage.town.code, origin: 'amiens.example/journal' })
  await journal.grow([])
  client = { ask: (path, init) => fetch(stage.url + path, init), now: () => new Date() }
  cast = await castCase(body, ACCOUNT)
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
})
afterAll(async () => {
  await journal.close()
  await stage.close()
})

async function shoot(page: Awaited<ReturnType<typeof signIn>>['page'], name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

async function signIn(path: string, secret: Uint8Array, width = 1100) {
  const opened = await stage.open({ width })
  await opened.page.goto(`${stage.url}${path}`)
  await opened.page.locator('#mots').fill(wordsOf(secret).join(' '))
  await opened.page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  return opened
}

test('a member who stays out is back at the queue, where the case does not open any more', { timeout: 60_000 }, async () => {
  const { page, context, problems } = await signIn(`/recours/${BODY}/membres`, body.members[1]?.secret ?? new Uint8Array())
  await page.locator('table button').first().click()
  await page.getByText('Me déporter de ce dossier').click()
  await shoot(page, '30-recusal')
  await page.locator('#deport-raison').fill('Un des agents est mon cousin.')
  await page.locator('details[open]').getByRole('button', { name: 'Sceller et enregistrer' }).click()
  await page.locator('table').getByText('déport').waitFor()
  expect(await page.locator('table button').count()).toBe(0)
  await shoot(page, '31-recused')
  await expectAccessible(page, 'a queue with a recusal', ['light'])
  expect(problems).toEqual([])
  await context.close()
})

test(
  'an addition that opens for nobody is told; the person goes on without it, and the next reader is not stopped',
  { timeout: 60_000 },
  async () => {
    const [amina] = body.members
    if (!amina) throw new Error('a member')
    const { caseId } = cast.filing
    const today = civilDate(new Date())
    const open = expectAccepted(
      await openCase(expectAccepted(await askCase(client, caseId, amina.keys)), { keys: amina.keys, caseId, trust: { ...trustOf(body), today } }),
    )
    const next = await continueCase(open, { kind: 'message', time: HOUR, body: { text: 'x' } }, { author: amina.keys, today, random })
    const noise = { ...next, file: await sealJson({ text: 'x' }, [(await ageKeyOf(random(32))).recipient]) }
    expectAccepted(await sendAddition(client, caseId, { bytes: writeAddition(noise, { state: null, word: false }), keys: amina.keys }))

    const own = await signIn('/recours/suivre', cast.secret, 390)
    await own.page.getByText('L’ajout n° 3 ne s’ouvre pas').waitFor()
    await shoot(own.page, '32-aside')
    await expectAccessible(own.page, 'a bad addition', ['light'])
    await expectReflow(own.page, 'a bad addition')
    await own.page.getByRole('button', { name: 'Continuer sans cet ajout' }).click()
    await own.page.getByText('1 ajout illisible est écarté').waitFor()
    await own.page.locator('textarea').first().fill('Je suis toujours là.')
    await own.page.getByRole('button', { name: 'Sceller et envoyer', exact: true }).first().click()
    await own.page.locator('.thread').getByText('Je suis toujours là.').waitFor()
    await shoot(own.page, '33-gone-on')
    expect(own.problems).toEqual([])
    await own.context.close()

    const member = await signIn(`/recours/${BODY}/membres`, amina.secret)
    await member.page.locator('table button').first().click()
    await member.page.getByText('Je suis toujours là.').waitFor()
    await member.page.getByText('Écrit sans 1 ajout').waitFor()
    await member.context.close()
  },
)
