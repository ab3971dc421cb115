import { resolve } from 'node:path'
import { toHex } from '../../../foundation/bytes.ts'
import { addCivilMonths } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { uuidV7 } from '../../../foundation/ids.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { AGE_LABELS, GROUND_LABELS, MOTIVE_LABELS, readCheckFacts, RESULT_LABELS, SEX_LABELS } from '../../receipts/index.ts'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { PLATFORM_SOURCE, type Mapping } from '../core/mapping.ts'
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
  const quarters = await readQuarters(services.db, city)
  const codes = sectorCodes(quarters)
  const sectors = new Map(quarters.map(({ quarter, sector }) => [quarter, sector === undefined ? undefined : codes.get(sector)]))
  const nameOf = openCrews(services.random)
  const months = await withDuck({ folders: [folder] }, async (duck) => {
    const collector = await collectFacts(duck)
    for (const [index, { day, hour, unit, quarter, ground, motive, result, age, sex, officers }] of receipts.entries()) {
      const own = { quarter: quarter === 0 ? undefined : String(quarter), sector: sectors.get(quarter), unit: String(unit), ground, motive: motive ?? undefined, result } // prettier-ignore
      const person = { age: age ?? undefined, sex: sex ?? undefined }
      collector.add({ act: 'check', day, hour, section: undefined, follow_up: undefined, ...own, ...person, crew: officers.map(nameOf) }, [
        String(index),
      ])
    }
    const collected = await collector.finish()
    await writeMonths(duck, collected.months, (one) => resolve(varFolder, factFile(city, one, id)))
    return collected.months
  })
  const mapping = receiptsMapping(quarters)
  const summary = { rows: receipts.length, accepted: receipts.length, identical: 0, months, refusals: [] }
  await inCity(services.db, city, (tx) => storeImport(tx, { id, city, now, mapping, by: undefined, files: [], summary }))
  return true
}

/** Each sector's code, which no quarter's number is. Of two names that differ by what a code has no room for, each has its own. */
function sectorCodes(quarters: readonly Quarter[]): ReadonlyMap<string, string> {
  const names = [...new Set(quarters.flatMap(({ sector }) => sector ?? []))]
  const plain = (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase().slice(0, 38) // prettier-ignore
  const isShared = (name: string) => names.some((other) => other !== name && plain(other) === plain(name))
  return new Map(names.map((name) => [name, `s-${isShared(name) ? `${plain(name).slice(0, 33)}-${toHex(sha256(name)).slice(0, 4)}` : plain(name)}`]))
}

/** Names that hold for one month's facts: the same officer has the same one, and nobody can go back from it, nor to another month. */
function openCrews(random: (length: number) => Uint8Array): (officer: string) => string {
  const names = new Map<string, string>()
  return (officer) => {
    const name = names.get(officer) ?? toHex(random(4))
    names.set(officer, name)
    return name
  }
}

/** Receipts have codes already: only their words are needed. */
function receiptsMapping(quarters: readonly Quarter[]): Mapping {
  const words = (column: string, labels: Readonly<Record<string, { readonly fr: string; readonly en: string }>>) => ({
    column,
    values: {},
    blanks: [],
    labels: { ...labels },
  })
  return {
    source: PLATFORM_SOURCE,
    zone: 'Europe/Paris',
    encoding: 'utf-8',
    act: 'check',
    moment: { column: 'day', form: 'local', midnight: 'hour' },
    fields: {
      quarter: words('quarter', Object.fromEntries(quarters.map(({ quarter, name }) => [String(quarter), { fr: name, en: name }]))),
      sector: words('sector', Object.fromEntries([...sectorCodes(quarters)].map(([name, code]) => [code, { fr: name, en: name }]))),
      ground: words('ground', GROUND_LABELS),
      motive: words('motive', MOTIVE_LABELS),
      result: words('result', RESULT_LABELS),
      age: words('age', AGE_LABELS),
      sex: words('sex', SEX_LABELS),
    },
  }
}
