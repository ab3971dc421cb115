import type { Result } from '../../../foundation/result.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import type { CityTransaction } from '../../../platform/db/database.ts'
import { accountOf, refusedJson, refusedPage, type Answer, type Call, type Form, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { chooseColumns, chooseValues } from '../actions/choose-columns.ts'
import { readReceived, receiveFiles } from '../actions/receive-files.ts'
import { importUpload, isReady, tryUpload } from '../actions/try-upload.ts'
import { undoImport } from '../actions/undo-import.ts'
import { LISTED, type ColumnChoice, type WordChoice } from '../core/build-mapping.ts'
import { ACTS } from '../core/fact.ts'
import { IMPORT_PAGE_WORDS } from '../messages/import-page-words.ts'
import { wordImportRefusal } from '../messages/word-import.ts'
import { readUpload, removeUpload, type Upload } from '../uploads/upload.ts'
import { Works } from '../uploads/works.ts'
import { idIn } from './asked.ts'
import { importsPage, LARGEST_UPLOAD } from './imports-page.tsx'
import { uploadPage, wordWork } from './upload-page.tsx'

/** What the parts of a multipart body add to the files. */
const FRAMING = 1_000_000
/** 300 values of eight lists, with their words. */
const LARGEST_FORM = 1_000_000

type Wizard = { readonly services: Services; readonly works: Works }

/** From the files that a clerk sends to an import, in steps that each may be left and come back to; and what was imported, with its undo. */
export function importRoutes(services: Services): readonly Route[] {
  const access = { kind: 'staff', permission: 'facts.import' } as const
  const wizard = { services, works: new Works((error) => services.log.error({ error }, 'upload-failed')) }
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, access, handle })
  const post = (path: string, handle: Route['handle'], maxBody?: number): Route => ({
    method: 'POST',
    path,
    access,
    handle,
    ...(maxBody && { maxBody }),
  })
  const show = (call: Call, refusal?: Refusal) => showUpload(wizard, call, refusal)
  return [
    get('/imports', (call) => importsPage(services, call, undefined)),
    post('/imports', (call) => postFiles(wizard, call), LARGEST_UPLOAD + FRAMING),
    get('/imports/:upload', (call) => show(call)),
    get('/imports/:upload/avancement', (call) => tellProgress(wizard, call)),
    get('/imports/:upload/correspondance.json', (call) => onUpload(services, call, ({ mapping }) => (mapping === undefined ? undefined : fileOf(JSON.stringify(mapping, undefined, 2), 'application/json', 'correspondance.json')))), // prettier-ignore
    post('/imports/:upload/colonnes', (call) => postColumns(wizard, call, show)),
    post('/imports/:upload/valeurs', (call) => postValues(wizard, call, show), LARGEST_FORM),
    post('/imports/:upload/import', (call) => postImport(wizard, call)),
    post('/imports/:upload/abandon', async (call) => {
      await removeUpload(services, { city: call.city.code, id: idIn(call, 'upload') })
      return { kind: 'redirect', to: '/imports' }
    }),
    get('/imports/:import/lignes-refusees.csv', (call) => refusedLines(services, call)),
    post('/imports/:import/annulation', (call) => postUndo(services, call)),
  ]
}

type Refusal = { readonly result: Result<unknown>; readonly step: string }
type Show = (call: Call, refusal?: Refusal) => Promise<Answer>

function showUpload({ services, works }: Wizard, call: Call, refusal: Refusal | undefined): Promise<Answer> {
  const id = idIn(call, 'upload')
  const refused = refusal === undefined || refusal.result.ok ? undefined : refusal.result
  return uploadPage(services, call, { id, work: works.at(keyOf(call, id)), refusal: refused, step: refusal?.step ?? call.query('etape') })
}

/** Work is of one city: nobody follows another's by its number. */
function keyOf(call: Call, id: string): string {
  return `${call.city.code}/${id}`
}

async function onUpload(services: Services, call: Call, work: (upload: Upload) => Promise<Answer> | Answer | undefined): Promise<Answer> {
  const upload = await readUpload(services, { city: call.city.code, id: idIn(call, 'upload') })
  return (upload && (await work(upload))) ?? refusedPage(refuse('not-found'))
}

/** A page, or for the script that showed the sending: where it goes on, or why not. */
async function postFiles({ services, works }: Wizard, call: Call): Promise<Answer> {
  const { form, files } = await call.upload()
  const city = call.city.code
  const like = form.text('comme')
  const received = await receiveFiles(services, { city, files, like: like === '' ? undefined : like })
  const asksJson = call.header('accept') === 'application/json'
  if (!received.ok)
    return asksJson
      ? { kind: 'json', status: 422, value: { words: wordImportRefusal(received, call.language) } }
      : importsPage(services, call, received)
  const { id } = received.value
  works.start(keyOf(call, id), async ({ tell }) => {
    const upload = await readReceived(services, { city, upload: received.value }, tell)
    if (isReady(upload)) await tryUpload(services, { city, upload }, tell)
    return undefined
  })
  const to = `/imports/${id}`
  return asksJson ? { kind: 'json', value: { to } } : { kind: 'redirect', to }
}

function tellProgress({ works }: Wizard, call: Call): Answer {
  const id = idIn(call, 'upload')
  const work = works.at(keyOf(call, id))
  if (work === undefined) return refusedJson(refuse('not-found'))
  const words = wordWork(wording(IMPORT_PAGE_WORDS, call.language), work)
  return { kind: 'json', value: { running: work.state === 'running', words, to: work.to ?? `/imports/${id}` } }
}

async function postColumns({ services }: Wizard, call: Call, show: Show): Promise<Answer> {
  const form = await call.form()
  return onUpload(services, call, async (upload) => {
    const chosen = await chooseColumns(services, { city: call.city.code, upload }, columnsIn(form))
    return chosen.ok ? { kind: 'redirect', to: `/imports/${upload.id}?etape=valeurs` } : show(call, { result: chosen, step: 'colonnes' })
  })
}

function columnsIn(form: Form): ColumnChoice {
  const said = LISTED.map((field) => [field, form.text(field)] as const).filter(([, column]) => column !== '')
  return {
    act: ACTS.find((act) => act === form.text('acte')) ?? 'check',
    source: form.text('source').slice(0, 200),
    attribution: form.text('mention').slice(0, 400),
    day: form.text('jour'),
    hour: form.text('heure'),
    midnight: form.text('minuit') === 'oui',
    fields: Object.fromEntries(said),
  }
}

async function postValues({ services, works }: Wizard, call: Call, show: Show): Promise<Answer> {
  const form = await call.form()
  return onUpload(services, call, async (upload) => {
    const city = call.city.code
    const chosen = await chooseValues(services, { city, upload }, wordsIn(form, upload))
    if (!chosen.ok) return show(call, { result: chosen, step: 'valeurs' })
    const ready = chosen.value
    works.start(keyOf(call, upload.id), async ({ tell }) => {
      if (isReady(ready)) await tryUpload(services, { city, upload: ready }, tell)
      return undefined
    })
    return { kind: 'redirect', to: `/imports/${upload.id}` }
  })
}

const LONGEST_WORD = 120

/** `field.index` is the word of the value at this index of the field's column. A quarter without a sector is in none. */
function wordsIn(form: Form, { choice, columns = [] }: Upload): WordChoice {
  const entries = [...LISTED, 'sector' as const].flatMap((field) => {
    const column = choice?.fields[field === 'sector' ? 'quarter' : field]
    const values = columns.find((profile) => profile.column === column)?.values ?? []
    const words = values.map(([written], index) => [written, form.text(`${field}.${index}`).slice(0, LONGEST_WORD)] as const)
    const says = field !== 'sector' || words.some(([, word]) => word !== '')
    return values.length > 0 && says ? [[field, Object.fromEntries(words)] as const] : []
  })
  return Object.fromEntries(entries)
}

async function postImport({ services, works }: Wizard, call: Call): Promise<Answer> {
  const city = call.city.code
  return onUpload(services, call, (upload) => {
    const to = `/imports/${upload.id}`
    if (!isReady(upload)) return { kind: 'redirect', to }
    works.start(keyOf(call, upload.id), async ({ tell }) => {
      const imported = await importUpload(services, { city, upload }, { by: accountOf(call), record: recordOf(services, call, 'facts-imported'), onProgress: ({ rows }) => tell(rows) }) // prettier-ignore
      return imported.ok ? `/imports?fait=${imported.value.id}` : undefined
    })
    return { kind: 'redirect', to }
  })
}

/** The line in the register of acts stands or falls with the import. */
function recordOf({ random }: Services, call: Call, act: string) {
  return (tx: CityTransaction, subject: string) => recordAct(tx, { city: call.city.code, now: call.now, actor: call.actor, random }, { act, subject })
}

async function postUndo(services: Services, call: Call): Promise<Answer> {
  const id = idIn(call, 'import')
  const why = (await call.form()).text(`raison-${id}`)
  const record = recordOf(services, call, 'import-undone')
  const undone = await undoImport(services, { city: call.city.code, id, by: accountOf(call), why, record: (tx) => record(tx, id) })
  return undone.ok ? { kind: 'redirect', to: `/imports?fait=${id}` } : importsPage(services, call, undone)
}

async function refusedLines(services: Services, call: Call): Promise<Answer> {
  const bytes = await services.files.read(`activity/${call.city.code}/imports/${idIn(call, 'import')}-refused.csv`)
  return bytes === undefined ? refusedPage(refuse('not-found')) : fileOf(bytes, 'text/csv; charset=utf-8', 'lignes-refusees.csv')
}

function fileOf(content: string | Uint8Array, type: string, name: string): Answer {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return { kind: 'file', bytes, type, headers: { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' } }
}
