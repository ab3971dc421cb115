import { resolve } from 'node:path'
import { addCivilMonths } from '../../../foundation/civil-date.ts'
import { uuidV7 } from '../../../foundation/ids.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { AGE_LABELS, GROUND_LABELS, MOTIVE_LABELS, readCheckFacts, RESULT_LABELS, SEX_LABELS } from '../../receipts/index.ts'
import { readQuarters } from '../../city/index.ts'
import type { Mapping } from '../core/mapping.ts'
import { collectFacts, writeMonths } from '../facts/collect-facts.ts'
import { withDuck } from '../facts/duck.ts'
import { factFile, factsFolder } from '../facts/fact-file.ts'
import { readFactMonths } from '../queries/fact-months.ts'
import { storeImport } from './store-import.ts'

/** Receipts that come late have until this day of the next month. */
const CLOSING_DAY = 5
/** Receipts are erased after twelve months: what was not extracted by then is not. */
const MONTHS_BACK = 11

/**
 * The platform's own receipts as facts: each month once, when it is closed, and only when no import tells of its checks — a check that
 * both have would count twice. After that the month does not change; it is undone and made again like any import.
 */
export async function extractReceipts(services: Services, city: string): Promise<readonly string[]> {
  const today = dateAt(services.clock()).toString()
  const told = new Set((await readFactMonths(services.db, city)).filter(({ mapping }) => mapping.act === 'check').map(({ month }) => month))
  const done: string[] = []
  for (let back = MONTHS_BACK; back >= 1; back -= 1) {
    const month = addCivilMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7)
    const isClosed = back > 1 || Number(today.slice(8)) >= CLOSING_DAY
    if (isClosed && !told.has(month) && (await extractMonth(services, city, month))) done.push(month)
  }
  return done
}

async function extractMonth(services: Services, city: string, month: string): Promise<boolean> {
  const receipts = await readCheckFacts(services.db, { city, from: `${month}-01`, before: addCivilMonths(`${month}-01`, 1) })
  if (receipts.length === 0) return false
  const now = services.clock()
  const id = uuidV7(now.getTime(), services.random(10))
  const { varFolder } = services.config
  const folder = resolve(varFolder, factsFolder(city))
  const months = await withDuck({ folders: [folder] }, async (duck) => {
    const collector = await collectFacts(duck)
    for (const [index, { day, hour, unit, quarter, ground, motive, result, age, sex }] of receipts.entries()) {
      const own = { quarter: quarter === 0 ? undefined : String(quarter), unit: String(unit), ground, motive: motive ?? undefined, result }
      collector.add({ act: 'check', day, hour, section: undefined, sector: undefined, follow_up: undefined, ...own, age: age ?? undefined, sex: sex ?? undefined }, [String(index)]) // prettier-ignore
    }
    const collected = await collector.finish()
    await writeMonths(duck, collected.months, (one) => resolve(varFolder, factFile(city, one, id)))
    return collected.months
  })
  const mapping = await receiptsMapping(services, city)
  const summary = { rows: receipts.length, accepted: receipts.length, identical: 0, months, refusals: [] }
  await inCity(services.db, city, (tx) => storeImport(tx, { id, city, now, mapping, by: undefined, files: [], summary }))
  return true
}

/** Receipts have codes already: only their words are needed. */
async function receiptsMapping(services: Services, city: string): Promise<Mapping> {
  const quarters = await readQuarters(services.db, city)
  const words = (column: string, labels: Readonly<Record<string, { readonly fr: string; readonly en: string }>>) => ({
    column,
    values: {},
    blanks: [],
    labels: { ...labels },
  })
  return {
    source: 'Reçus de contrôle remis par la plateforme',
    zone: 'Europe/Paris',
    encoding: 'utf-8',
    act: 'check',
    moment: { column: 'day', form: 'local', midnight: 'hour' },
    fields: {
      quarter: words('quarter', Object.fromEntries(quarters.map(({ quarter, name }) => [String(quarter), { fr: name, en: name }]))),
      ground: words('ground', GROUND_LABELS),
      motive: words('motive', MOTIVE_LABELS),
      result: words('result', RESULT_LABELS),
      age: words('age', AGE_LABELS),
      sex: words('sex', SEX_LABELS),
    },
  }
}
