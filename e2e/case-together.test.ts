import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAddition } from '../src/capabilities/recourse/api/filing.ts'
import { askCase, sendAddition } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { ageKeyOf } from '../src/capabilities/recourse/core/vault/age-key.ts'
import { continueCase } from '../src/capabilities/recourse/core/vault/continue-case.ts'
import { openCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { sealJson } from '../src/capabilities/recourse/core/vault/seal.ts'
import { civilDate } from '../src/foundation/civil-date.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { HOUR, random, trustOf, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, fileOne, openVaultStage, shoot, signIn, type VaultStage } from './vault-stage.ts'

/* Members at one case: one stays out, one did harm; the others and the person go on. */

let stage: VaultStage
let cast: CastCase

beforeAll(async () => {
  stage = await openVaultStage()
  cast = await fileOne(stage)
})
afterAll(() => stage.close())

test('a member who stays out is back at the queue, where the case does not open any more', { timeout: 60_000 }, async () => {
  const { page, context, problems } = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[1]?.secret ?? new Uint8Array() })
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
    const { body, client } = stage
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

    const own = await signIn(stage, '/recours/suivre', { secret: cast.secret, width: 390 })
    await own.page.getByText('1 ajout ne s’ouvre pas, ou n’a pas sa place ici (à partir du n° 3)').waitFor()
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

    const member = await signIn(stage, `/recours/${BODY}/membres`, { secret: amina.secret })
    await member.page.locator('table button').first().click()
    await member.page.getByText('Je suis toujours là.').waitFor()
    await member.page.getByText('Écrit sans 1 ajout').waitFor()
    await member.context.close()
  },
)
