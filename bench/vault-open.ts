import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { toBase64 } from '../src/foundation/base64.ts'
import { toHex } from '../src/foundation/bytes.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { writeAddition, writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { packIndex } from '../src/capabilities/recourse/core/case-index.ts'
import { toHour } from '../src/foundation/hour.ts'
import { askCase, sendAddition, sendFiling, sendIndex } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { continueCase } from '../src/capabilities/recourse/core/vault/continue-case.ts'
import { openCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { sealJson } from '../src/capabilities/recourse/core/vault/seal.ts'
import { sign } from '../src/capabilities/recourse/core/vault/signed.ts'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { inCity } from '../src/platform/db/database.ts'
import { castCase, random, trustOf, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { sizeOf } from './size.ts'
import { percentile, report, round } from './stage.ts'
import { BODY, CITY, openVaultBench, untilQuiet, type VaultBench } from './vault-stage.ts'

/*
 * A member in Chromium. List: from the press of the button, twelve words typed, to the queue of 10,000 cases on the screen, roster verified
 * in the journal, the shared file of as many cards opened. Case: from the press to its items on the screen, all of them fetched, verified and opened. Medians of five.
 */
const CASES = sizeOf({ full: 10_000, short: 10_000, least: 1000 })
const ITEMS = 12
const TIMES = sizeOf({ full: 5, short: 5, least: 1 })

const bench = await openVaultBench()
try {
  const ids = await fillCases(bench)
  const cast = await longCase(bench)
  await fillIndex(bench, [...ids, cast.filing.caseId])
  await untilQuiet(bench)
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(existsSync('/usr/bin/chromium') && { executablePath: '/usr/bin/chromium' }) })
  const page = await browser.newPage()
  const [lists, cases]: [number[], number[]] = [[], []]
  for (let count = 0; count < TIMES; count += 1) {
    lists.push(await openList(page, bench))
    // A person looks at the list before they press.
    await page.waitForTimeout(1000)
    cases.push(await openOne(page, cast))
  }
  await browser.close()
  report({
    list_ms: round(percentile(lists, 0.5)),
    case_ms: round(percentile(cases, 0.5)),
    cases: CASES,
    items: ITEMS,
    list_max_ms: round(Math.max(...lists)),
    case_max_ms: round(Math.max(...cases)),
  })
} finally {
  await bench.close()
}

async function openList(page: Page, { app, body }: VaultBench): Promise<number> {
  const [member] = body.members
  await page.goto(`${app.url}/recours/${BODY}/membres?lang=fr`)
  await page.locator('#mots').fill(wordsOf(member?.secret ?? new Uint8Array(16)).join(' '))
  return clickUntil(page, 'form button', 'table tbody tr')
}

/** The newest is the last by its date: it was filed now. It is found by the number that its button shows. */
async function openOne(page: Page, { filing }: CastCase): Promise<number> {
  await page.locator('#cherche').fill(filing.caseId)
  const button = page.locator('table button', { hasText: filing.caseId.slice(0, 8) })
  await button.evaluate((element) => element.setAttribute('data-wanted', ''))
  return clickUntil(page, '[data-wanted]', `.thread li:nth-child(${ITEMS})`)
}

/** Measured in the page: from the event to the frame that shows it. As text, which no compiler of ours has touched. */
function clickUntil(page: Page, button: string, shown: string): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    const started = performance.now()
    const look = () => (document.querySelector('${shown}') ? done(performance.now() - started) : requestAnimationFrame(look))
    document.querySelector('${button}').click()
    look()
  })`)
}

/** Rows as filings leave them; their sealed files are no part of a list. Closed long ago but for a few hundred. */
async function fillCases({ services }: VaultBench): Promise<readonly string[]> {
  const ids: string[] = []
  const now = services.clock().getTime()
  for (let from = 0; from < CASES - 1; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, CASES - 1 - from) }, (_, index) => {
      const filed = toHour(new Date(now - (from + index) * 3_600_000))
      const open = (from + index) % 4 === 0
      const names = { case_id: toHex(random(16)), citizen_key: toHex(random(32)), locator_hash: toHex(random(32)), citizen_recipient: 'x' }
      return {
        city: CITY,
        body: BODY,
        ...names,
        digest: Buffer.from(random(32)),
        filed_at: filed,
        state: open ? ('enquete' as const) : ('close' as const),
        since: filed,
        last_word: filed,
        items: 1,
      }
    })
    await inCity(services.db, CITY, (tx) => tx.insertInto('recourse.cases').values(rows).execute())
    ids.push(...rows.map(({ case_id }) => case_id))
  }
  return ids
}

/** The file that members search, with a card for each case: it is fetched, opened and verified before the list is shown. */
async function fillIndex({ client, body }: VaultBench, ids: readonly string[]): Promise<void> {
  const [member] = body.members
  const roster = body.rosters.at(-1)?.content
  if (!member || !roster) throw new Error('a body has members')
  // As a case of a page leaves its card: some hundred and twenty words, each once, of seven letters; one in four has what the queue needs.
  const word = (at: number, place: number) => `mot${(at * 31 + place * 17) % 5000}`.padEnd(7, 'e')
  const text = (at: number) => Array.from({ length: 120 }, (_, place) => word(at, place)).join(' ')
  const more = {
    member: member.seat.id,
    told: '2026-11-20T09',
    moves: [{ clock: 'inquiry' as const, unit: 'days' as const, count: 120, at: '2026-11-20T09' }],
  }
  const cards = ids.map((id, at) => ({ case: id, seq: 0, text: `${text(at)} ${at}`, ...(at % 4 === 0 && more) }))
  const { content, signature } = sign('index', { body: BODY, version: 1, packed: packIndex({ cards }) }, member.keys.signing)
  const readers = [...roster.members.map(({ recipient }) => recipient), roster.recovery]
  const file = await sealJson({ content, key: member.keys.key, signature }, readers)
  expectAccepted(await sendIndex(client, BODY, { keys: member.keys, version: 1, file: toBase64(file) }))
}

async function longCase({ client, body }: VaultBench): Promise<CastCase> {
  const cast = await castCase(body)
  const { caseId } = cast.filing
  const [member] = body.members
  if (!member) throw new Error('a body has members')
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  const today = body.rosters[0]?.content.issued ?? ''
  for (let count = 1; count < ITEMS; count += 1) {
    const open = expectAccepted(
      await openCase(expectAccepted(await askCase(client, caseId, member.keys)), { keys: member.keys, caseId, trust: { ...trustOf(body), today } }),
    )
    const next = await continueCase(
      open,
      { kind: 'message', time: `${today}T09`, body: { text: `message ${count} `.repeat(40) } },
      { author: member.keys, today, random },
    )
    expectAccepted(await sendAddition(client, caseId, { bytes: writeAddition(next, { state: null, word: false }), keys: member.keys }))
  }
  return cast
}
