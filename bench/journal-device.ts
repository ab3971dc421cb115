import { build } from 'vite'
import { join } from 'node:path'
import { launchChromium } from '../e2e/chromium.ts'
import { REPLAY_CITY, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { encodeWithSecret } from '../src/capabilities/receipts/core/receipt.ts'

const SLOWER = 4
const ROUNDS = 100

export type DeviceTimes = {
  /** Milliseconds a round, as the device's browser is. */
  readonly webCrypto: readonly number[]
  /** The same where the browser's own cryptography knows no Ed25519, as before 2025. */
  readonly noble: readonly number[]
  readonly witnesses: number
}

/** On the site’s own page, in Chromium, its processor slowed down four times: the product’s code, without network or screen. */
export async function timeDevices(url: string, { submission, secret }: MadeReceipt): Promise<DeviceTimes> {
  const code = await bundlePage()
  const browser = await launchChromium()
  const fragment = encodeWithSecret(submission.payload, secret, submission.signature)
  const time = async (withoutEd25519: boolean) => {
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`http://${REPLAY_CITY.host}:${new URL(url).port}/mentions-legales`)
    if (withoutEd25519) await page.evaluate(REFUSE_ED25519)
    await page.addScriptTag({ content: code })
    const slow = await context.newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const timed: Timed = await page.evaluate(`timeDevice(${JSON.stringify(fragment)}, ${ROUNDS})`)
    await context.close()
    return timed
  }
  try {
    const [own, noble] = [await time(false), await time(true)]
    return { webCrypto: own.times, noble: noble.times, witnesses: own.witnesses }
  } finally {
    await browser.close()
  }
}

type Timed = { readonly times: readonly number[]; readonly witnesses: number }

/** Run in the page as it stands. */
const REFUSE_ED25519 = `{
  const importKey = crypto.subtle.importKey.bind(crypto.subtle)
  crypto.subtle.importKey = (format, bytes, algorithm, ...rest) =>
    (algorithm.name ?? algorithm) === 'Ed25519' ? Promise.reject(new DOMException('unknown', 'NotSupportedError')) : importKey(format, bytes, algorithm, ...rest)
}`

async function bundlePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'device-page.ts'), formats: ['iife'], name: 'device', fileName: 'device' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('the page of the device could not be built')
  return chunk.code
}
