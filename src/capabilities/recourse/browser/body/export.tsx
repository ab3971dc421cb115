import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { download } from '../../../../ui/device/download.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Opened } from '../shared/open-case-file.ts'
import { wordNo, type Words } from './body-wording.ts'
import { exportCase, type Exported, type ExportProgress } from './export-case.ts'

type ExportProps = { readonly words: Words; readonly opened: Opened; readonly notes: ReadonlyMap<number, string>; readonly thread: string }

/** The whole case, out of the vault, into one file on this device. `thread`: id of the element that reads as the case. */
export function Export({ words, opened, notes, thread }: ExportProps) {
  const { b, language } = words
  const [progress, setProgress] = useState<ExportProgress | undefined>()
  const [done, setDone] = useState<Exported | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const name = `dossier-${opened.open.caseId.slice(0, 8)}`
  const save = async () => {
    setDone(undefined)
    setProgress({ done: 0, all: 0 })
    const made = await exportCase(opened, { page: pageOf(thread, name, language), notes }, setProgress)
    setProgress(undefined)
    setRefused(made.ok ? undefined : made)
    setDone(made.ok ? made.value : undefined)
    if (made.ok) download(made.value.archive, `${name}.zip`, 'application/zip')
  }
  return (
    <section class="stack no-print" aria-labelledby="copie">
      <h2 id="copie">{b('exportTitle')}</h2>
      <p class="hint">{b('exportHint')}</p>
      {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      {done && (
        <Notice tone={done.failed.length > 0 ? 'soon' : 'good'} title={b('exportDone')} live>
          {done.failed.length > 0 && <p>{b('exportFailed', { n: done.failed.length, files: done.failed.join(', ') })}</p>}
        </Notice>
      )}
      <p class="row">
        <button type="button" class="button" onClick={() => void save()} disabled={progress !== undefined}>
          {progress ? b('exporting', { ...progress }) : b('export')}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {b('exportPrint')}
        </button>
      </p>
    </section>
  )
}

const LOOK =
  'body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}li{margin:0 0 1.5rem}dt{font-weight:bold}.as-typed{white-space:pre-wrap}'

/** What is on the screen, without its buttons: to be read in ten years, by any browser, alone. */
function pageOf(id: string, title: string, language: string): string {
  const copy = document.getElementById(id)?.cloneNode(true)
  if (!(copy instanceof HTMLElement)) throw new Error(`the page has no ${id}`)
  for (const button of copy.querySelectorAll('.no-print, button')) button.remove()
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><style>${LOOK}</style><main>${copy.innerHTML}</main></html>`
}
