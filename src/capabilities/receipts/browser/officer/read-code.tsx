import { useEffect, useRef, useState } from 'preact/hooks'
import { startScan, type Scan } from '../shared/scan.ts'
import { Screen, Tap } from './parts.tsx'

export type ReadCodeProps = {
  readonly title: string
  readonly lead: string
  readonly label: string
  readonly scanLabel: string
  readonly useLabel: string
  readonly noCamera: string
  readonly problem: string | undefined
  readonly read: (text: string) => void
}

/** A code, by camera or by hand: the camera may be broken, dirty or refused. */
export function ReadCode({ title, lead, label, scanLabel, useLabel, noCamera, problem, read }: ReadCodeProps) {
  const video = useRef<HTMLVideoElement>(null)
  const scan = useRef<Scan | undefined>(undefined)
  const [typed, setTyped] = useState('')
  const [scanning, setScanning] = useState(false)
  const [broken, setBroken] = useState(false)
  useEffect(() => () => scan.current?.stop(), [])
  const start = async () => {
    if (!video.current) return
    setScanning(true)
    scan.current = await startScan(video.current, (text) => {
      scan.current?.stop()
      setScanning(false)
      read(text)
    }).catch(() => {
      setBroken(true)
      setScanning(false)
      return undefined
    })
  }
  return (
    <Screen title={title}>
      <p>{lead}</p>
      <video ref={video} muted playsInline hidden={!scanning} />
      {!scanning && <Tap label={scanLabel} tap={() => void start()} />}
      {broken && <p role="alert">{noCamera}</p>}
      <form
        class="code-form"
        onSubmit={(event) => {
          event.preventDefault()
          read(typed)
        }}
      >
        <label for="code">{label}</label>
        <input
          id="code"
          class="mono"
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {problem && (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        <button type="submit" class="tap primary" disabled={typed.trim() === ''}>
          {useLabel}
        </button>
      </form>
    </Screen>
  )
}
