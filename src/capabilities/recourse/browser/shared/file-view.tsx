import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { download } from '../../../../ui/device/download.ts'
import type { Manifest } from '../../core/case-content.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { client } from './device.ts'
import { fetchFile, type Wanted } from './fetch-file.ts'
import { wordRefusal, type VaultWording } from './word-refusal.ts'

type FileViewProps = { readonly t: VaultWording; readonly manifest: Manifest; readonly keys: HolderKeys }

/** A file of a case: fetched, verified part by part, opened and saved, when asked. */
export function FileView({ t, manifest, keys }: FileViewProps) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const save = async (wanted: Wanted) => {
    setBusy(true)
    const fetched = await fetchFile({ client, keys }, manifest, wanted)
    setBusy(false)
    if (!fetched.ok) return setRefused(fetched)
    download(fetched.value, wanted === 'copy' ? `${manifest.title.replace(/\.\w+$/, '')}-copie.jpg` : manifest.title, fetched.value.type)
  }
  return (
    <>
      <p>
        <strong>{manifest.title}</strong> — {t('attachSize', { n: Math.max(1, Math.round(manifest.size / 1024)) })}
      </p>
      {refused && <p class="error">{wordRefusal(t, refused)}</p>}
      <p class="no-print">
        <button type="button" class="button" onClick={() => void save('original')} disabled={busy}>
          {busy ? t('fileOpening') : t('fileSave')}
        </button>{' '}
        {manifest.copy && (
          <button type="button" class="button" onClick={() => void save('copy')} disabled={busy}>
            {t('fileSaveCopy')}
          </button>
        )}
      </p>
    </>
  )
}
