import { useState } from 'preact/hooks'
import { fromBase64 } from '../../../../foundation/base64.ts'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { download } from '../../../../ui/device/download.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { unseal } from '../../core/vault/seal.ts'
import { client } from '../shared/device.ts'
import { askDrop } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'

type DropListProps = { readonly words: Words; readonly desk: Desk }
type Opened = { readonly drop: string; readonly text: string | undefined; readonly bytes: Uint8Array<ArrayBuffer> }

/** Files that were sealed elsewhere and handed in through the plain form: opened here, read or saved. */
export function DropList({ words, desk }: DropListProps) {
  const { b, language } = words
  const [opened, setOpened] = useState<Opened | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  if (desk.drops.length === 0) return null
  const open = async (drop: string) => {
    const asked = await askDrop(client, desk.body, { drop, keys: desk.keys })
    const bytes = asked.ok ? await unseal(fromBase64(asked.value.file) ?? new Uint8Array(), desk.keys.age.identity) : undefined
    setRefused(asked.ok ? (bytes ? undefined : { ok: false, code: 'drop-shut', evidence: {} }) : asked)
    if (bytes) setOpened({ drop, text: textOf(bytes), bytes })
  }
  return (
    <details>
      <summary>{b('drops', { n: desk.drops.length })}</summary>
      <div class="stack">
        <p class="hint">{b('dropsLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
        <ul class="stack">
          {desk.drops.map(({ drop, filedAt }) => (
            <li key={drop}>
              <button type="button" class="button" onClick={() => void open(drop)}>
                {drop.slice(0, 8)}
              </button>{' '}
              {formatInstant(filedAt, language)}
            </li>
          ))}
        </ul>
        {opened && (
          <section class="card stack" aria-live="polite">
            <h3>{opened.drop.slice(0, 8)}</h3>
            {opened.text !== undefined && <p class="as-typed">{opened.text}</p>}
            <p>
              <button
                type="button"
                class="button"
                onClick={() => download(opened.bytes, `depot-${opened.drop.slice(0, 8)}`, 'application/octet-stream')}
              >
                {b('dropSave')}
              </button>
            </p>
          </section>
        )}
      </div>
    </details>
  )
}

const LONGEST = 200_000

/** `undefined`: it is no text, or too long to be read on a screen. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return bytes.length > LONGEST ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
