import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { FileField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Manifest } from '../../core/case-content.ts'
import { attach, type Progress } from './attach.ts'
import { thisHour } from './device.ts'
import { write, type Opened } from './open-case-file.ts'
import { revealedBy, type Revealed } from './picture.ts'
import { wordRefusal, type VaultWording } from './word-refusal.ts'

type AttachmentsProps = {
  readonly t: VaultWording
  readonly opened: Opened
  readonly renew: (opened: Opened) => void
  /** Something above says what it is. */
  readonly untitled?: boolean
}
/** `revealed`: of a picture; `undefined` in it when it could not be read. */
type Chosen = { readonly file: File; readonly picture: { readonly revealed: Revealed | undefined } | undefined }

const LARGEST = 2 * 1024 ** 3

/** Photos, videos, documents: what a picture reveals is said before it goes; each goes sealed, in parts. */
export function Attachments({ t, opened, renew, untitled = false }: AttachmentsProps) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [progress, setProgress] = useState<Progress | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const choose = async (files: readonly File[]) => {
    const fits = files.filter(({ size }) => size <= LARGEST)
    setRefused(fits.length < files.length ? { ok: false, code: 'file-too-large', evidence: {} } : undefined)
    setChosen(
      await Promise.all(
        fits.map(async (file) => ({ file, picture: file.type.startsWith('image/') ? { revealed: await revealedBy(file) } : undefined })),
      ),
    )
  }
  const send = async (form: HTMLFormElement) => {
    let at = opened
    for (const { file } of chosen) {
      const attached = await attach(at, file, setProgress)
      const sent = attached.ok ? await nameIt(at, attached.value.manifest) : attached
      setProgress(undefined)
      if (!sent.ok) return setRefused(sent)
      if (attached.ok) attached.value.forget()
      at = sent.value
    }
    setChosen([])
    form.reset()
    renew(at)
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget instanceof HTMLFormElement) void send(event.currentTarget)
      }}
      onChange={(event) => event.target instanceof HTMLInputElement && void choose([...(event.target.files ?? [])])}
    >
      {!untitled && <h2>{t('attachTitle')}</h2>}
      {refused && <Notice tone="bad" title={wordRefusal(t, refused)} live />}
      <FileField name="pieces" label={t('attach')} hint={t('attachHint')} accept="image/*,video/*,audio/*,application/pdf,text/*" />
      <ul class="thread stack">
        {chosen.map(({ file, picture }) => (
          <li key={file.name} class="card stack">
            <p>
              <strong>{file.name}</strong> — {t('attachSize', { n: Math.max(1, Math.round(file.size / 1024)) })}
            </p>
            {picture && <Reveals t={t} revealed={picture.revealed} />}
          </li>
        ))}
      </ul>
      {progress && (
        <p role="status">
          <progress value={progress.done} max={progress.all} aria-label={t('attachSending')} />{' '}
          {t('attachParts', { done: progress.done, n: progress.all })}
        </p>
      )}
      {chosen.length > 0 && (
        <p>
          <button class="button primary" type="submit" disabled={progress !== undefined}>
            {progress ? t('sending') : t('attachSend')}
          </button>
        </p>
      )}
    </form>
  )
}

function nameIt(at: Opened, manifest: Manifest) {
  const uploads = [manifest.original.upload, ...(manifest.copy ? [manifest.copy.upload] : [])]
  const body = { ...manifest, original: { ...manifest.original }, copy: manifest.copy && { ...manifest.copy } }
  return write(at, { kind: 'file', time: thisHour(), body }, { state: null, word: false, uploads })
}

function Reveals({ t, revealed }: { readonly t: VaultWording; readonly revealed: Revealed | undefined }) {
  if (!revealed) return <p class="soft">{t('revealUnknown')}</p>
  const { taken, place, device } = revealed
  const lines = [
    taken && t('revealTaken', { value: taken }),
    place && t('revealPlace', { value: place }),
    device && t('revealDevice', { value: device }),
  ]
  const said = lines.filter((text) => text !== undefined && text !== '')
  if (said.length === 0) return <p class="soft">{t('revealNothing')}</p>
  return (
    <Notice tone="soon" title={t('revealTitle')}>
      <ul>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>{t('revealCopy')}</p>
    </Notice>
  )
}
