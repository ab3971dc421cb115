import type { BarcodeDetector as Ponyfill } from 'barcode-detector/ponyfill'

declare const __ZXING_WASM__: string

type Detector = Pick<Ponyfill, 'detect'>

/** The browser's own reader where it has one; else one in WebAssembly, served by us and kept for offline use. */
async function createDetector(): Promise<Detector> {
  const native: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  if (typeof native === 'function') return Reflect.construct(native, [{ formats: ['qr_code'] }])
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  prepareZXingModule({ overrides: { locateFile: () => __ZXING_WASM__ } })
  return new BarcodeDetector({ formats: ['qr_code'] })
}

export type Scan = { readonly stop: () => void }

/** Shows the rear camera in `video` and calls `found` for each text read. Throws when there is no camera or no permission. */
export async function startScan(video: HTMLVideoElement, found: (text: string) => void): Promise<Scan> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  const detector = await createDetector()
  video.srcObject = stream
  await video.play()
  let running = true
  const look = async () => {
    if (!running) return
    const codes = await detector.detect(video).catch(() => [])
    for (const { rawValue } of codes) if (running) found(rawValue)
    setTimeout(() => void look(), 150)
  }
  void look()
  return {
    stop: () => {
      running = false
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
